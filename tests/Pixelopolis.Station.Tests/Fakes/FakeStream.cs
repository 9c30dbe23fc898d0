using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pixelopolis.Station.Tests.Fakes;

/// <summary>A car's picture stream in the server's format; the picture is one that was rendered before.</summary>
internal static class FakeStream
{
    private static readonly byte[] Picture = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fakes", "view.jpg"));

    public static async Task Write(HttpContext context, FakeCity city, string serial)
    {
        if (city.Blind.Contains(serial))
        {
            context.Response.StatusCode = 503;
            return;
        }
        context.Response.ContentType = "multipart/x-mixed-replace; boundary=frame";
        var viewer = Guid.NewGuid();
        city.Watching[viewer] = serial;
        try
        {
            for (var number = 0; !context.RequestAborted.IsCancellationRequested && !city.Down; number++)
            {
                var head = string.Create(CultureInfo.InvariantCulture, $"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {Picture.Length}\r\nX-Frame: {number}\r\n\r\n");
                await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(head), context.RequestAborted);
                await context.Response.Body.WriteAsync(Picture, context.RequestAborted);
                await context.Response.Body.WriteAsync("\r\n"u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(100, context.RequestAborted);
            }
        }
        catch (OperationCanceledException) { }
        finally { city.Watching.TryRemove(viewer, out _); }
    }
}
