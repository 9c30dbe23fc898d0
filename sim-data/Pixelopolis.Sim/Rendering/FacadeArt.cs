using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Paints one side of a house: its wall, windows floor by floor, and what the ground floor is.</summary>
internal sealed class FacadeArt(HouseStyle style, NoiseTile noise, Dice dice)
{
    private static readonly Vector3 Dark = new(0.012f, 0.014f, 0.018f);
    private Dice _dice = dice;

    /// <param name="wallHeight">Up to the eaves; a gable goes on above without windows.</param>
    /// <param name="entrance">Whether the door or the shop is on this side.</param>
    public Canvas Paint(float width, float height, float wallHeight, double metresPerTexel, bool entrance)
    {
        var canvas = new Canvas(width, height, metresPerTexel, style.Colour);
        Material(canvas);
        var storeys = Math.Max(1, (int)MathF.Round(wallHeight / style.Storey));
        var storey = wallHeight / storeys;
        var bays = Math.Max(1, (int)MathF.Round((width - 0.02f) / style.Bay));
        var bay = (width - 0.02f) / bays;
        if (style.Wall == Wall.Glass) Curtain(canvas, wallHeight, storeys, storey);
        else
            for (var s = 0; s < storeys; s++)
                for (var b = 0; b < bays; b++)
                    if (s > 0 || !entrance || style.GroundFloor == GroundFloor.Door && b != bays / 2) Window(canvas, 0.01f + b * bay, s * storey, bay, storey, s);
        if (entrance) Entrance(canvas, bays, bay, storey);
        if (style.Wall != Wall.Glass)
        {
            canvas.Rect(0, 0, width, 0.007f, style.Colour * 0.45f); // plinth
            canvas.Rect(0, wallHeight - 0.007f, width, wallHeight, style.Trim * 0.9f); // cornice
            canvas.Rect(0, wallHeight - 0.010f, width, wallHeight - 0.007f, style.Colour * 0.55f);
            if (storeys > 1 && style.GroundFloor != GroundFloor.Door) canvas.Rect(0, storey - 0.003f, width, storey + 0.001f, style.Trim * 0.8f);
        }
        return canvas;
    }

    private void Material(Canvas canvas) => canvas.Shade((x, z, i, j) => style.Wall switch
    {
        Wall.Brick => Brick(x, z, i, j),
        Wall.Panels => (x % 0.06f < 0.0016f || z % 0.04f < 0.0016f ? 0.7f : 1) * (1 + 0.05f * noise.Raw((int)(x / 0.06f), (int)(z / 0.04f) + 9) + 0.03f * noise.Raw(i, j)),
        Wall.Boards => (z % 0.012f < 0.0018f ? 0.68f : 1) * (1 + 0.10f * noise.At(x * 30, MathF.Floor(z / 0.012f) * 3.7f)),
        _ => 1 + 0.05f * noise.Fractal(x * 40, z * 40, 3) + 0.025f * noise.Raw(i, j),
    });

    private float Brick(float x, float z, int i, int j)
    {
        const float High = 0.0065f, Long = 0.017f;
        var row = (int)(z / High);
        var along = x + (row & 1) * Long / 2;
        if (z % High < 0.0013f || along % Long < 0.0013f) return 1.35f;
        return 1 + 0.22f * noise.Raw((int)(along / Long) * 5, row * 3 + 17) + 0.06f * noise.Raw(i, j);
    }

    private void Window(Canvas canvas, float x, float z, float bay, float storey, int floor)
    {
        var (w, h) = (bay * style.WindowWidth, storey * style.WindowHeight);
        var (x0, z0) = (x + (bay - w) / 2, z + (storey - h) * 0.55f);
        const float Frame = 0.0032f;
        canvas.Rect(x0 - Frame, z0 - Frame, x0 + w + Frame, z0 + h + Frame, style.Trim);
        Glass(canvas, x0, z0, x0 + w, z0 + h);
        canvas.Rect(x0 + w / 2 - 0.0011f, z0, x0 + w / 2 + 0.0011f, z0 + h, style.Trim * 0.92f);
        canvas.Rect(x0, z0 + h * 0.62f, x0 + w, z0 + h * 0.62f + 0.002f, style.Trim * 0.92f);
        canvas.Rect(x0, z0 + h - 0.003f, x0 + w, z0 + h, Dark * 2); // the lintel's shadow
        if (style.Balconies && floor > 0) Balcony(canvas, x0 - 0.006f, z0 - 0.004f, x0 + w + 0.006f);
        else canvas.Rect(x0 - Frame * 1.6f, z0 - Frame * 1.9f, x0 + w + Frame * 1.6f, z0 - Frame * 0.5f, style.Trim * 1.02f);
        if (!style.Shutters) return;
        var leaf = w * 0.42f;
        foreach (var at in (ReadOnlySpan<float>)[x0 - Frame - leaf, x0 + w + Frame])
        {
            canvas.Rect(at, z0, at + leaf, z0 + h, style.Accent * 0.8f);
            for (var s = 0.004f; s < h; s += 0.006f) canvas.Rect(at + 0.002f, z0 + s, at + leaf - 0.002f, z0 + s + 0.0022f, style.Accent * 0.5f);
        }
    }

    private static void Balcony(Canvas canvas, float x0, float z0, float x1)
    {
        canvas.Rect(x0, z0 - 0.003f, x1, z0, new Vector3(0.35f));
        for (var x = x0; x < x1; x += 0.005f) canvas.Rect(x, z0, x + 0.0014f, z0 + 0.018f, Dark * 3);
        canvas.Rect(x0, z0 + 0.017f, x1, z0 + 0.0195f, Dark * 3);
    }

    // Glass shows the sky in its upper part, a room in its lower, or a lamp.
    private void Glass(Canvas canvas, float x0, float z0, float x1, float z1)
    {
        if (_dice.Chance(style.LitShare))
        {
            var warm = new Vector3(1.0f, 0.66f, 0.30f) * _dice.Between(0.5f, 0.95f);
            canvas.Rect(x0, z0, x1, z1, warm * 0.75f, warm, glows: true);
            return;
        }
        var sky = new Vector3(0.22f, 0.32f, 0.42f) * _dice.Between(0.55f, 1.25f);
        canvas.Rect(x0, z0, x1, z1, new Vector3(0.03f, 0.04f, 0.05f), sky);
        if (_dice.Chance(0.3)) canvas.Rect(x0, z0 + (z1 - z0) * _dice.Between(0.35f, 0.7f), x1, z1, new Vector3(0.55f, 0.53f, 0.48f)); // a blind
    }

    private void Curtain(Canvas canvas, float height, int storeys, float storey)
    {
        var panes = Math.Max(2, (int)MathF.Round(canvas.Width / 0.034f));
        var pane = canvas.Width / panes;
        for (var s = 0; s < storeys; s++)
            for (var p = 0; p < panes; p++)
            {
                var tone = style.Colour * (1 + 1.6f * (s + 0.5f) / storeys) * _dice.Between(0.75f, 1.25f);
                if (_dice.Chance(style.LitShare * 0.7f)) canvas.Rect(p * pane, s * storey + 0.012f, (p + 1) * pane, (s + 1) * storey, new Vector3(0.9f, 0.75f, 0.5f), new Vector3(0.7f, 0.6f, 0.42f), glows: true);
                else canvas.Rect(p * pane, s * storey + 0.012f, (p + 1) * pane, (s + 1) * storey, tone * 0.8f, tone * 1.3f);
            }
        for (var s = 0; s <= storeys; s++) canvas.Rect(0, s * storey, canvas.Width, s * storey + 0.012f, style.Colour * 0.5f + new Vector3(0.05f));
        for (var p = 0; p <= panes; p++) canvas.Rect(p * pane - 0.0012f, 0, p * pane + 0.0012f, height, new Vector3(0.22f, 0.23f, 0.24f));
    }

    private void Entrance(Canvas canvas, int bays, float bay, float storey)
    {
        var middle = style.GroundFloor == GroundFloor.Door ? 0.01f + (bays / 2 + 0.5f) * bay : canvas.Width / 2;
        if (style.GroundFloor != GroundFloor.Door) ShopFront(canvas, storey);
        const float Half = 0.0125f;
        var top = storey * 0.78f;
        canvas.Rect(middle - Half - 0.004f, 0, middle + Half + 0.004f, top + 0.004f, style.Trim);
        canvas.Rect(middle - Half, 0, middle + Half, top, style.Accent * 0.55f, style.Accent * 0.75f);
        canvas.Rect(middle - Half * 0.6f, top * 0.55f, middle + Half * 0.6f, top * 0.9f, new Vector3(0.10f, 0.14f, 0.17f), new Vector3(0.22f, 0.28f, 0.32f));
        canvas.Rect(middle + Half * 0.6f, top * 0.42f, middle + Half * 0.82f, top * 0.46f, new Vector3(0.7f, 0.55f, 0.2f));
    }

    private void ShopFront(Canvas canvas, float storey)
    {
        var (left, right) = (0.012f, canvas.Width - 0.012f);
        canvas.Rect(left, 0.006f, right, storey * 0.72f, style.Accent * 0.35f);
        var panes = Math.Max(2, (int)MathF.Round((right - left) / 0.07f));
        var pane = (right - left) / panes;
        for (var p = 0; p < panes; p++)
        {
            var (x0, x1) = (left + p * pane + 0.004f, left + (p + 1) * pane - 0.004f);
            var inside = _dice.Chance(0.55) ? new Vector3(0.75f, 0.56f, 0.32f) * _dice.Between(0.35f, 0.8f) : new Vector3(0.10f, 0.13f, 0.15f);
            canvas.Rect(x0, 0.012f, x1, storey * 0.66f, inside * 0.6f, inside);
            for (var k = 0; k < 4; k++) // the goods in the window
            {
                var x = _dice.Between(x0, x1 - 0.008f);
                canvas.Rect(x, 0.012f, x + _dice.Between(0.004f, 0.01f), 0.012f + _dice.Between(0.006f, 0.02f), _dice.Colour(new(0.1f), new(0.7f), 0.7f));
            }
        }
        // The awning, striped, and the board with the shop's name.
        var (low, high) = (storey * 0.70f, storey * 0.86f);
        for (var x = left - 0.006f; x < right + 0.006f; x += 0.011f)
        {
            canvas.Rect(x, low, MathF.Min(x + 0.0055f, right + 0.006f), high, style.Accent * 0.75f, style.Accent * 1.1f);
            canvas.Rect(x + 0.0055f, low, MathF.Min(x + 0.011f, right + 0.006f), high, new Vector3(0.62f), new Vector3(0.85f));
        }
        canvas.Rect(left - 0.006f, low - 0.003f, right + 0.006f, low, Dark * 3);
        canvas.Rect(left, high + 0.002f, right, storey * 0.99f, style.Accent * 0.45f);
        for (var x = left + (right - left) * 0.3f; x < left + (right - left) * 0.7f; x += 0.006f) // letters, too small to read
            canvas.Rect(x, high + 0.004f, x + _dice.Between(0.002f, 0.0045f), storey * 0.99f - 0.003f, new Vector3(0.85f, 0.82f, 0.7f));
    }
}
