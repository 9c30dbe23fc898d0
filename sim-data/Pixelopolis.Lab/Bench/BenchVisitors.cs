using System.Net;
using System.Net.Http.Json;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Sim;

namespace Pixelopolis.Lab.Bench;

/// <summary>Visitors who keep the cars busy: each books a ride over HTTP, rides it to its end, and books the next.</summary>
internal sealed class BenchVisitors(Uri address, ulong seed)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);
    private int _arrived, _ended;

    public int Arrived => Volatile.Read(ref _arrived);

    /// <summary>Rides that ended other than by arriving.</summary>
    public int Ended => Volatile.Read(ref _ended);

    public async Task RideAsync(int visitors, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = address };
        var places = (await http.GetFromJsonAsync("/api/destinations", HttpJson.Default.IReadOnlyListDestination, stop))!;
        await Task.WhenAll(Enumerable.Range(1, visitors).Select(i => RideAsync(http, $"bench-{i}", places, new SimRandom(SimRandom.Derive(seed, (ulong)i)), stop)));
    }

    private async Task RideAsync(HttpClient http, string device, IReadOnlyList<Destination> places, SimRandom chance, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var place = places[(int)(chance.NextUInt64() % (ulong)places.Count)];
            using var answer = await http.PostAsJsonAsync("/api/bookings", new BookingRequest(device, place.Id), HttpJson.Default.BookingRequest, stop);
            if (answer.StatusCode == HttpStatusCode.Conflict)
            {
                await Task.Delay(Glance, stop); // taken by somebody else just now: another place
                continue;
            }
            answer.EnsureSuccessStatusCode();
            var booking = (await answer.Content.ReadFromJsonAsync(HttpJson.Default.Booking, stop))!;
            while (booking.State.IsActive())
            {
                await Task.Delay(Glance, stop);
                booking = (await http.GetFromJsonAsync($"/api/bookings/{booking.Id}", HttpJson.Default.Booking, stop))!;
            }
            Interlocked.Increment(ref booking.State == BookingState.Arrived ? ref _arrived : ref _ended);
        }
    }
}
