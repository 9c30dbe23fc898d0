using System.Text.Json;

namespace Pixelopolis.Datasets.Lane;

/// <summary><c>frames.jsonl</c>: one frame a line, so that any tool can count and filter them.</summary>
internal static class LaneFrameLines
{
    public static byte[] Line(in LaneFrame frame)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(frame, LaneJson.Default.LaneFrame);
        return [.. json, (byte)'\n'];
    }

    public static LaneDatasetResult<LaneFrame[]> Read(string path)
    {
        var frames = new List<LaneFrame>();
        foreach (var line in File.ReadLines(path))
        {
            try
            {
                frames.Add(JsonSerializer.Deserialize(line, LaneJson.Default.LaneFrame));
            }
            catch (JsonException e)
            {
                return new LaneDatasetFault(LaneDatasetFaultKind.Malformed, path, $"line {frames.Count + 1}: {e.Message}");
            }
        }
        return frames.ToArray();
    }
}
