using System.Diagnostics;
using System.Net.Http.Json;
using MongoDB.Driver;
using Pixelopolis.City.Lif;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Options;
using Pixelopolis.Fleet.Server.Stores;
using Pixelopolis.Fleet.Server.Tests.Stores;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Server.Tests.Loop;

/// <summary>The program itself, as a process that gets no chance to tidy up.</summary>
public sealed class KilledServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-server-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task Killed_in_the_midst_of_bookings_it_loses_none_that_was_answered() => KillAsync(null);

    [Fact]
    public async Task Killed_in_the_midst_of_bookings_it_loses_none_on_MongoDB_either()
    {
        var server = Environment.GetEnvironmentVariable(MongoStoreTests.Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"{MongoStoreTests.Variable} is not set");
        var database = $"pixelopolis_test_{Guid.NewGuid():n}"[..32];
        await KillAsync(new MongoUrlBuilder(server) { DatabaseName = database }.ToString());
        using var client = new MongoClient(server);
        await client.DropDatabaseAsync(database, Stop);
    }

    private async Task KillAsync(string? store)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "ring.json"), LifWriter.Write(Maps.Ring(), DateTimeOffset.UnixEpoch), Stop);
        var answered = new List<string>();
        using (var server = await Running.StartAsync(_folder, store))
        {
            using var http = new HttpClient { BaseAddress = server.Http };
            // Stations ask one after the other, several at once; the server is killed between two answers.
            var enough = new TaskCompletionSource();
            var asking = Enumerable.Range(0, 4).Select(line => Task.Run(async () =>
            {
                for (var n = 0; ; n++)
                {
                    var answer = await http.PostAsJsonAsync("/api/bookings", new BookingRequest($"phone-{line}-{n}", "F"), HttpJson.Default.BookingRequest, Stop);
                    var booking = await answer.Content.ReadFromJsonAsync(HttpJson.Default.Booking, Stop);
                    lock (answered)
                    {
                        answered.Add(booking!.Id);
                        if (answered.Count >= 12) enough.TrySetResult();
                    }
                }
            }, Stop)).ToArray();
            await enough.Task.WaitAsync(Stop);
            server.Kill();
            foreach (var line in asking) await Assert.ThrowsAnyAsync<HttpRequestException>(() => line);
        }
        using (var server = await Running.StartAsync(_folder, store))
        {
            using var http = new HttpClient { BaseAddress = server.Http };
            Assert.True(answered.Count >= 12);
            foreach (var id in answered)
                Assert.Equal(BookingState.Requested, (await http.GetFromJsonAsync($"/api/bookings/{id}", HttpJson.Default.Booking, Stop))!.State);
        }
    }

    [Fact]
    public async Task A_port_in_use_and_a_wrong_option_are_named_and_the_program_ends()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        Assert.Equal((ServerProgram.CannotStart, $"--port {port}: the port is in use by another program; stop that one, or choose another port with --port"), await Running.FailAsync(_folder, "--port", $"{port}"));
        Assert.Equal((ServerProgram.CannotStart, $"--mqtt-port {port}: the port is in use by another program; stop that one, or choose another port with --mqtt-port"), await Running.FailAsync(_folder, "--port", "0", "--mqtt-port", $"{port}"));
        var (code, said) = await Running.FailAsync(_folder, "--city", "no-such-city.json", "--bind", "somewhere");
        Assert.Equal(ServerProgram.CannotStart, code);
        Assert.Contains("--city no-such-city.json: there is no such file", said);
        Assert.Contains("--bind somewhere: must be an IP address", said);
    }

    [Fact]
    public async Task An_address_that_is_not_this_machines_is_named_in_one_line()
    {
        var (code, said) = await Running.FailAsync(_folder, "--port", "0", "--mqtt-port", "0", "--bind", "192.0.2.1");
        Assert.Equal(ServerProgram.CannotStart, code);
        Assert.StartsWith("--bind 192.0.2.1: cannot listen there: ", said);
        Assert.DoesNotContain('\n', said);
    }

    [Fact]
    public async Task A_token_that_was_given_is_not_printed_again_and_one_that_was_made_is()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "ring.json"), LifWriter.Write(Maps.Ring(), DateTimeOffset.UnixEpoch), Stop);
        using var given = await Running.StartAsync(_folder, null, token: "a-token-of-somebody");
        Assert.DoesNotContain(given.Said, line => line.Contains("a-token-of-somebody", StringComparison.Ordinal));
        Assert.Contains(given.Said, line => line.StartsWith($"operator  {given.Http}operator ", StringComparison.Ordinal));
        given.Kill();
        using var made = await Running.StartAsync(_folder, null);
        Assert.Contains(made.Said, line => line.StartsWith($"operator  {made.Http}operator?token=", StringComparison.Ordinal));
    }

    /// <summary>The server's program, from the folder of this test's own.</summary>
    private sealed class Running : IDisposable
    {
        private readonly Process _process;

        private Running(Process process, Uri http, List<string> said) => (_process, Http, Said) = (process, http, said);

        public Uri Http { get; }

        /// <summary>What it printed up to its being ready.</summary>
        public IReadOnlyList<string> Said { get; }

        public static async Task<Running> StartAsync(string folder, string? store, string? token = null)
        {
            var process = Start(folder, store, token, "--port", "0", "--mqtt-port", "0", "--city", Path.Combine(folder, "ring.json"));
            Uri? http = null;
            var said = new List<string>();
            while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
            {
                said.Add(line);
                if (line.StartsWith("station", StringComparison.Ordinal)) http = new Uri(line["station".Length..].Trim());
                if (line != "ready") continue;
                _ = process.StandardOutput.ReadToEndAsync(Stop);
                return new Running(process, http!, said);
            }
            throw new InvalidOperationException($"the server did not start: {await process.StandardError.ReadToEndAsync(Stop)}");
        }

        /// <summary>All it printed, on either line.</summary>
        public static async Task<(int Code, string Said)> FailAsync(string folder, params string[] arguments)
        {
            using var process = Start(folder, null, null, arguments);
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
            await process.WaitForExitAsync(Stop);
            return (process.ExitCode, string.Concat(said).Trim());
        }

        /// <summary>SIGKILL.</summary>
        public void Kill()
        {
            _process.Kill();
            _process.WaitForExit();
        }

        public void Dispose()
        {
            if (!_process.HasExited) Kill();
            _process.Dispose();
        }

        private static Process Start(string folder, string? store, string? token, params string[] arguments)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
            foreach (var argument in new[] { typeof(ServerOptions).Assembly.Location, "--data", folder }.Concat(arguments)) start.ArgumentList.Add(argument);
            (start.Environment[StoreChoice.Variable], start.Environment[ServerCommand.TokenVariable]) = (store, token);
            return Process.Start(start)!;
        }
    }
}
