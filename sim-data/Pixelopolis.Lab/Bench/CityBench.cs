using System.Diagnostics;
using Pixelopolis.Lab.City;

namespace Pixelopolis.Lab.Bench;

/// <summary>Watches an open city from outside while its cars drive: each car's own metrics, and what the system says of each process.</summary>
internal sealed class CityBench(CityBenchOptions options)
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, (int Looks, int Moving)> _motion = [];

    /// <summary>Null until a visit was made.</summary>
    public CityBenchReport? Report { get; private set; }

    /// <param name="city">Just opened; nobody else is in it.</param>
    /// <param name="stop">Ends the visit early, without a report.</param>
    /// <exception cref="LabException">A car or the server does not answer, or answers something else.</exception>
    public async Task VisitAsync(OpenCity city, CancellationToken stop)
    {
        var cars = city.Programs.Where(p => p.Health is not null).ToArray();
        if (cars.Length == 0) throw new LabException("no car said where its figures are");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var http = new HttpClient();
        var visitors = new BenchVisitors(city.Address, options.Seed);
        var riding = visitors.RideAsync(cars.Length, over.Token);
        try
        {
            await WaitAsync(http, cars, riding, options.WarmUp, count: false, stop);
            var (rides, before) = (visitors.Arrived, await LookAsync(http, city, stop));
            await WaitAsync(http, cars, riding, options.Seconds, count: true, stop);
            var after = await LookAsync(http, city, stop);
            Report = Compare(before, after, visitors.Arrived - rides, visitors.Ended);
        }
        catch (Exception e) when (e is HttpRequestException or FormatException)
        {
            throw new LabException($"the city could not be watched: {e.Message}");
        }
        finally
        {
            await over.CancelAsync();
            await riding.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task WaitAsync(HttpClient http, CityProgram[] cars, Task riding, TimeSpan time, bool count, CancellationToken stop)
    {
        for (var left = time; left > TimeSpan.Zero; left -= Glance)
        {
            var pause = Task.Delay(left < Glance ? left : Glance, stop);
            if (await Task.WhenAny(pause, riding) == riding) await riding;
            await pause;
            if (!count) continue;
            foreach (var car in cars)
            {
                var (looks, moving) = _motion.GetValueOrDefault(car.Name);
                _motion[car.Name] = (looks + 1, moving + ((await SampleAsync(http, car, stop)).Speed > 0 ? 1 : 0));
            }
        }
    }

    private static async Task<Look> LookAsync(HttpClient http, OpenCity city, CancellationToken stop)
    {
        var (cars, cpu) = (new Dictionary<string, CarSample>(), new Dictionary<string, TimeSpan> { ["simulator"] = Cpu(Environment.ProcessId) });
        var at = Stopwatch.GetTimestamp();
        foreach (var program in city.Programs)
        {
            cpu[program.Name] = Cpu(program.Id);
            if (program.Health is not null) cars[program.Name] = await SampleAsync(http, program, stop);
        }
        return new Look(at, cars, cpu);
    }

    private static async Task<CarSample> SampleAsync(HttpClient http, CityProgram car, CancellationToken stop) =>
        CarSample.Read(await http.GetStringAsync(new Uri(car.Health!, "/metrics"), stop));

    private static TimeSpan Cpu(int process)
    {
        using var running = Process.GetProcessById(process);
        return running.TotalProcessorTime;
    }

    private CityBenchReport Compare(Look before, Look after, int arrived, int ended)
    {
        var seconds = Stopwatch.GetElapsedTime(before.At, after.At).TotalSeconds;
        double Percent(string name) => Math.Round((after.Cpu[name] - before.Cpu[name]).TotalSeconds / seconds * 100, 1);
        CarBench Car(string serial)
        {
            var (then, now) = (before.Cars[serial], after.Cars[serial]);
            var (frames, driven, latency) = (now.Frames - then.Frames, now.Driven - then.Driven, now.ToSerial.Since(then.ToSerial));
            var (looks, moving) = _motion.GetValueOrDefault(serial);
            return new CarBench(serial, frames, Math.Round(frames / seconds, 2), driven, Math.Max(0, frames - driven), now.Commands - then.Commands,
                Milliseconds(latency.P50), Milliseconds(latency.P99), Milliseconds(latency.Max), Percent(serial),
                driven > 0 ? Math.Round((double)(now.AllocatedBytes - then.AllocatedBytes) / driven, 1) : 0, now.AllocatingFrames - then.AllocatingFrames,
                looks > 0 ? Math.Round(100.0 * moving / looks) : 0);
        }
        return new CityBenchReport(options.City, Math.Round(seconds, 2), Environment.ProcessorCount, [.. after.Cars.Keys.Select(Car)],
            [.. after.Cpu.Keys.Where(name => !after.Cars.ContainsKey(name)).Select(name => new ProgramBench(name, Percent(name)))], arrived, ended);
    }

    private static double? Milliseconds(double seconds) => double.IsNaN(seconds) ? null : Math.Round(seconds * 1000, 2);

    private sealed record Look(long At, IReadOnlyDictionary<string, CarSample> Cars, IReadOnlyDictionary<string, TimeSpan> Cpu);
}

/// <summary>What is watched, and for how long.</summary>
internal sealed record CityBenchOptions(string City, ulong Seed, TimeSpan WarmUp, TimeSpan Seconds);
