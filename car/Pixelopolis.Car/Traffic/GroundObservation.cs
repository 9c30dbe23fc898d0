using Pixelopolis.Car.Perception;
using Pixelopolis.City;

namespace Pixelopolis.Car.Traffic;

/// <summary>
/// A car or an obstacle as one frame shows it, on the ground: the middle of its footprint (metres ahead of the axle and to the left), its half sizes along and
/// across its own heading (radians off the car's), and standard deviations along and across the line of sight.
/// </summary>
public readonly record struct GroundObservation(
    bool IsCar, double Score, double Forward, double Left, double Heading, double HalfLength, double HalfWidth, double DeviationAlong, double DeviationAcross)
{
    /// <summary>All of its box is in the picture; another thing may stand before it.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Hardly a car: only where nobody reserves the road is that anything.</summary>
    public bool IsFaint { get; private init; }

    /// <summary>
    /// Of what is hardly an obstacle and cut off at one side of the picture, mostly a sign's back: how far it comes in, a tangent, positive to the left.
    /// 0 for everything else.
    /// </summary>
    public double Inner { get; private init; }

    /// <summary>A box nearer than this to the view's edge may be cut off; in fractions of the frame.</summary>
    private const double Rim = 0.008;

    /// <summary>Of a car's tail or nose as it is seen: the wheels stand out farther, but farther off.</summary>
    private const double SeenWidth = 0.11;

    /// <summary>The lowest that is seen of a car, its caster or its wheels, touches the ground so far behind its end.</summary>
    private const double Overhang = 0.022;
    private const double LeastDepth = 0.06;
    private static readonly CarFootprint Body = CarFootprint.Reference;

    /// <param name="seen">What was detected.</param>
    /// <param name="all">Everything in the same frame: what stands before it hides where it touches the ground.</param>
    /// <param name="camera">Of the car.</param>
    /// <param name="options">Of the car.</param>
    /// <param name="thing">On the ground.</param>
    /// <returns>False for signs, for what is above the horizon and for poor scores.</returns>
    public static bool TryOf(in Detection seen, ReadOnlySpan<Detection> all, CameraGeometry camera, TrafficOptions options, out GroundObservation thing)
    {
        thing = default;
        var isCar = seen.Class == ObjectClass.Car;
        if (!isCar && !ObjectClasses.IsObstacle(seen.Class)) return false;
        var isFaint = isCar && seen.Score < options.CarScore;
        if (seen.Score < (!isCar ? options.ObstacleScore : options.AllWayStop ? options.FaintCarScore : options.CarScore) || seen.Width <= 0 || seen.Height <= 0) return false;
        var view = new Look(seen, camera, options);
        var foot = HidingBottom(seen, all);
        var hidden = foot > seen.Bottom;
        var grounded = !hidden && seen.Bottom < options.ViewBottom - Rim;
        // An obstacle behind another is not before it: it stands where that one does, or farther.
        var behind = hidden && !isCar && foot < options.ViewBottom - Rim;
        var depth = view.GroundDepth(grounded ? seen.Bottom : behind ? foot : options.ViewBottom);
        if (!double.IsFinite(depth) || depth > 4) return false;
        if (isCar)
        {
            depth -= Overhang;
            if (!grounded && view.IsWide) depth = CloserOf(depth, camera.FocalPixels * SeenWidth / view.WidthPixels, seen.Bottom < options.ViewBottom - Rim);
            depth = Math.Max(LeastDepth, depth);
            thing = CarAt(view, seen.Score, depth, grounded, camera, options) with { IsFaint = isFaint };
        }
        else
        {
            thing = ObstacleAt(view, seen.Score, depth, grounded || behind, camera, options);
            if (seen.Score < options.SureScore) thing = thing with { Inner = view.Inner };
        }
        return true;
    }

    // Cut off by the picture it can only be nearer than what the picture shows; hidden by another it is farther than that one.
    private static double CloserOf(double shown, double bySize, bool hidden) => hidden ? bySize : Math.Min(shown, bySize);

    /// <summary>Where what hides a thing's foot ends, or another box on the same thing that reaches lower; the thing's own lower edge where nothing does.</summary>
    private static float HidingBottom(in Detection seen, ReadOnlySpan<Detection> all)
    {
        var lowest = seen.Bottom;
        foreach (ref readonly var other in all)
        {
            if (ObjectClasses.IsSign(other.Class) || other.Bottom <= seen.Bottom + 0.01f || other.Top >= seen.Bottom + 0.01f) continue;
            if (Math.Min(other.Right, seen.Right) - Math.Max(other.Left, seen.Left) > 0.6f * seen.Width) lowest = Math.Max(lowest, other.Bottom);
        }
        return lowest;
    }

    /// <summary>How broad a car looks tells how it is turned: the heading whose outline fits the box best, the car's own preferred.</summary>
    private static GroundObservation CarAt(in Look view, double score, double depth, bool grounded, CameraGeometry camera, TrafficOptions options)
    {
        var (halfLength, halfWidth) = ((Body.Front + Body.Rear) / 2, SeenWidth / 2);
        var (best, bestTheta, bestDepth, bestLeft) = (double.PositiveInfinity, 0.0, depth, 0.0);
        for (var i = 0; i < 12; i++)
        {
            var theta = (i - 6) * Math.PI / 12;
            var (sin, cos) = Math.SinCos(theta);
            var middle = depth + Math.Abs(halfLength * cos) + Math.Abs(halfWidth * sin);
            var (left, low, high) = (0.0, 0.0, 0.0);
            for (var turn = 0; turn < 3; turn++)
            {
                (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
                for (var corner = 0; corner < 4; corner++)
                {
                    var (a, b) = (corner % 2 == 0 ? halfLength : -halfLength, corner < 2 ? halfWidth : -halfWidth);
                    var u = (left + a * sin + b * cos) / (middle + a * cos - b * sin);
                    (low, high) = (Math.Min(low, u), Math.Max(high, u));
                }
                left += middle * (view.CutLeft ? view.RightTangent - low : view.CutRight ? view.LeftTangent - high : view.MiddleTangent - (low + high) / 2);
            }
            var off = view.CutLeft || view.CutRight ? 0 : (high - low - (view.LeftTangent - view.RightTangent)) * camera.FocalPixels / (2 * options.EdgePixels);
            // What comes in at the picture's edge is on its way across.
            var usual = view.CutLeft || view.CutRight ? Math.PI / 2 : 0;
            var turned = Math.Min(Math.Abs(Math.IEEERemainder(theta - usual, Math.PI)) / 0.6, 1.5);
            var cost = off * off + turned * turned;
            if (cost < best) (best, bestTheta, bestDepth, bestLeft) = (cost, theta, middle, left);
        }
        var along = grounded ? view.DepthDeviation(depth) + 0.012 : 0.03;
        var across = (view.CutLeft || view.CutRight ? 0.04 : 0.008) + options.EdgePixels / camera.FocalPixels * depth;
        return new GroundObservation(true, score, view.Forward(bestDepth), bestLeft, bestTheta, halfLength, Body.HalfWidth, along, across) { IsWhole = view.IsWhole };
    }

    /// <summary>As deep as it is broad, within reason: what it hides of itself is not known.</summary>
    private static GroundObservation ObstacleAt(in Look view, double score, double depth, bool grounded, CameraGeometry camera, TrafficOptions options)
    {
        depth = grounded ? depth : Math.Max(LeastDepth, depth - 0.02);
        var half = Math.Clamp((view.LeftTangent - view.RightTangent) * depth / 2, 0.01, 0.3);
        var deep = Math.Clamp(half, 0.02, 0.05);
        var middle = depth + deep;
        // What goes on below the picture is somewhere nearer: that it is still there says little of where.
        var along = grounded ? view.DepthDeviation(depth) + 0.008 : 0.15;
        return new GroundObservation(false, score, view.Forward(middle), view.MiddleTangent * depth, 0, deep, half, along, (view.CutLeft || view.CutRight ? 0.04 : 0.008) + options.EdgePixels / camera.FocalPixels * depth) { IsWhole = view.IsWhole };
    }

    /// <summary>A box as directions from the camera: tangents to the left of straight ahead, along the ground.</summary>
    private readonly ref struct Look
    {
        private readonly CameraGeometry _camera;
        private readonly double _sin, _cos, _pixels;

        public Look(in Detection seen, CameraGeometry camera, TrafficOptions options)
        {
            (_camera, _pixels) = (camera, options.EdgePixels);
            (_sin, _cos) = Math.SinCos(camera.Pitch);
            (CutLeft, CutRight) = (seen.Left < Rim, seen.Right > 1 - Rim);
            IsWhole = IsWide && seen.Bottom < options.ViewBottom - Rim;
            WidthPixels = seen.Width * camera.FrameWidth;
            // Where the box meets the ground the line of sight is this much longer than the way along the ground.
            var v = (Math.Min(seen.Bottom, options.ViewBottom) - 0.5) * camera.FrameHeight / camera.FocalPixels;
            var stretch = Math.Max(0.2, _cos - v * _sin);
            LeftTangent = (0.5 - seen.Left) * camera.FrameWidth / camera.FocalPixels / stretch;
            RightTangent = (0.5 - seen.Right) * camera.FrameWidth / camera.FocalPixels / stretch;
        }

        public bool IsWhole { get; }
        public bool CutLeft { get; }
        public bool CutRight { get; }
        public double WidthPixels { get; }
        public double LeftTangent { get; }
        public double RightTangent { get; }

        /// <summary>Its inner edge, of what one side of the picture cuts off and what does not come to the middle; 0 for everything else.</summary>
        public double Inner => CutLeft && !CutRight ? Math.Max(0, RightTangent) : CutRight && !CutLeft ? Math.Min(0, LeftTangent) : 0;

        public double MiddleTangent => (LeftTangent + RightTangent) / 2;

        /// <summary>Whether both sides are in the picture, so that the width means something.</summary>
        public bool IsWide => !CutLeft && !CutRight;

        /// <summary>Metres along the ground from the camera to where it appears in a row (a fraction of the frame).</summary>
        public double GroundDepth(double row)
        {
            var v = (row - 0.5) * _camera.FrameHeight / _camera.FocalPixels;
            var down = _sin + v * _cos;
            return down < 0.02 ? double.PositiveInfinity : _camera.Height * (_cos - v * _sin) / down;
        }

        public double DepthDeviation(double depth) => depth * depth / (_camera.Height * _camera.FocalPixels) * _pixels;

        public double Forward(double depth) => depth - _camera.BehindAxle;
    }
}
