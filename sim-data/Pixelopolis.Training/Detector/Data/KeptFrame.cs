using System.Numerics;
using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets.Detection.Evaluation;

namespace Pixelopolis.Training.Detector.Data;

/// <summary>
/// How pictures are kept: at the network's scale, with as much around its view as the camera's frame has, so that a shifted or wider view has
/// what it needs. The view lies in it at a whole row, and is byte for byte what the car cuts: 320 × 240 for the reference, a few rows less than
/// the whole frame for an input whose rows do not begin where the camera's do.
/// </summary>
internal sealed class KeptFrame
{
    private const int CameraWidth = 640;
    private const int CameraHeight = 480;

    private readonly float _toCamera;

    /// <param name="view">What the network sees; as wide as the camera's frame.</param>
    public KeptFrame(DetectorInput view)
    {
        View = view;
        var (top, bottom) = ((int)Math.Round(view.Region.Top * CameraHeight), (int)Math.Round(view.Region.Bottom * CameraHeight));
        // So many rows are a whole number of the camera's.
        var step = view.Height / (int)BigInteger.GreatestCommonDivisor(view.Height, bottom - top);
        int Whole(int cameraRows) => cameraRows * view.Height / (bottom - top) / step * step;
        int InCameraRows(int rows) => rows * (bottom - top) / view.Height;
        (FirstRow, Width) = (Whole(top), view.Width);
        var below = Whole(CameraHeight - bottom);
        Height = FirstRow + view.Height + below;
        Crop = new(Width, Height, view.Region with { Top = (double)(top - InCameraRows(FirstRow)) / CameraHeight, Bottom = (double)(bottom + InCameraRows(below)) / CameraHeight });
        _toCamera = (float)CameraWidth / view.Width;
    }

    public DetectorInput View { get; }

    public int Width { get; }

    public int Height { get; }

    public int Bytes => Width * Height * 3;

    /// <summary>The view's first row.</summary>
    public int FirstRow { get; }

    /// <summary>Rows of the camera's frame that are not kept, above those that are; in rows of these, and parts of them.</summary>
    public float Above => (float)(Crop.Region.Top * Least.Height);

    /// <summary>The part of the camera's frame that is kept.</summary>
    public DetectorInput Crop { get; }

    /// <summary>The smallest camera's frame that has as many pixels.</summary>
    public (int Width, int Height) Least => (Width, Width * CameraHeight / CameraWidth);

    /// <summary>A box of the view in the camera's frame (640 × 480).</summary>
    public PixelBox InCamera(PixelBox box)
    {
        var top = (float)(View.Region.Top * CameraHeight);
        return new(box.Left * _toCamera, top + box.Top * _toCamera, box.Right * _toCamera, top + box.Bottom * _toCamera);
    }
}
