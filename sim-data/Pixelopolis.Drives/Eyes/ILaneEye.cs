using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Drives.Eyes;

/// <summary>What turns the light at one moment into a lane reading: a rendered camera and the lane model, or a stand-in for experiments.</summary>
public interface ILaneEye
{
    LaneReading Look(uint frame, double capturedAt, Pose axle);
}

/// <summary>What turns the light at one moment into what a detector sees: the frame its lane eye has just drawn and a detector, or a stand-in for experiments.</summary>
public interface ISightEye
{
    SightReading Look(uint frame, double capturedAt, Pose axle);
}
