namespace Pixelopolis.Car.App.Streaming;

/// <summary>Sends one viewer frame after frame (multipart/x-mixed-replace); it waits for this viewer alone, who skips what it cannot take.</summary>
internal static class MjpegStream
{
    public static async Task Send(HttpContext context, FrameEncoder encoder, bool overlay, CancellationToken ending)
    {
        var hub = overlay ? encoder.Overlaid : encoder.Plain;
        if (encoder.Plain.Viewers + encoder.Overlaid.Viewers >= CarWeb.MostViewers)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync($"{CarWeb.MostViewers} viewers watch already; watch through the fleet server", ending);
            return;
        }
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
        hub.Enter();
        try
        {
            encoder.Wake();
            context.Response.ContentType = EncodedFrame.ContentType;
            context.Response.Headers.CacheControl = "no-store";
            // The head goes out before the first picture: a viewer of a car whose camera is dark knows that the stream is there.
            await context.Response.BodyWriter.FlushAsync(gone.Token);
            EncodedFrame? seen = null;
            while (!gone.IsCancellationRequested)
            {
                seen = await hub.After(seen).WaitAsync(gone.Token);
                await context.Response.BodyWriter.WriteAsync(seen.Part, gone.Token);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The viewer has gone, or the car ends.
        }
        finally
        {
            hub.Leave();
        }
    }
}
