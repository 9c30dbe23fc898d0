namespace Pixelopolis.Car.App;

/// <summary>Ends a car when whoever started it goes: the pipe at its standard input closes, even if that program was killed.</summary>
internal static class InputWatch
{
    public static void EndWithInput(CancellationTokenSource ending)
    {
        var thread = new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[64];
            while (input.Read(ignored) > 0) { }
            try
            {
                ending.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended by itself first.
            }
        }) { Name = "input watch", IsBackground = true };
        thread.Start();
    }
}
