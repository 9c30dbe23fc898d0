using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Pixelopolis.Benchmarks;

// dotnet run -c Release --project tests/Pixelopolis.Benchmarks -- --filter '*'
// dotnet run -c Release --project tests/Pixelopolis.Benchmarks -- allocations 10000
if (args is ["allocations", var frames])
{
    AllocationCount.Run(int.Parse(frames, CultureInfo.InvariantCulture));
    return;
}
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(DriveStepBenchmarks).Assembly).Run(args, config);
