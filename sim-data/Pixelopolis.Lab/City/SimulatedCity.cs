using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Motor.Serial.Emulation;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Lab.City;

/// <summary>What stands in for the hardware: for each car a body, a board behind a pseudo-terminal and a camera behind a local socket.</summary>
internal sealed class SimulatedCity : IDisposable
{
    private static readonly uint[] Colours = [0xE0483E, 0x2F7DD1, 0xF2B632, 0x3FA66B, 0x8E5BC8, 0xF07C2B, 0xEDEDED, 0x26282C];
    private readonly List<SimulatedHardware> _cars = [];

    public SimulatedCity(CityOptions options, string folder)
    {
        var scene = CityScene.Bake(options.Map, options.Look is { } look ? Appearance.FromSeed(look) : Appearance.Showroom);
        var places = StartPlaces(options.Map);
        var chargers = ChargingContacts.Of(options.Map);
        for (var i = 0; i < options.Cars; i++)
        {
            var seed = SimRandom.Derive(options.Seed, 100 + (ulong)i);
            var chance = new SimRandom(seed);
            var lane = options.Map.Into(places[i])[0].Curve.End;
            // An operator's hands: a centimetre and a degree off.
            var (x, y) = lane.Ahead(chance.Normal(0, 0.008), chance.Normal(0, 0.008));
            var body = new CarBody(new Vehicle(VehicleParameters.Reference, VehicleTolerances.FromSeed(seed),
                new Pose(x, y, Angle.Wrap(lane.Theta + chance.Normal(0, 0.02))), seed, chargers: chargers));
            var index = i;
            _cars.Add(new SimulatedHardware($"car-{i + 1}", places[i], lane, body,
                new EmulatedBoard(body, TimeProvider.System, Path.Combine(folder, $"car-{i + 1}.tty")),
                new CarCamera(scene, Path.Combine(folder, $"car-{i + 1}.frames"), () => body.Pose, () => Others(index), seed, i * 0.05 / options.Cars),
                Path.Combine(folder, $"car-{i + 1}.frames")));
        }
    }

    public IReadOnlyList<SimulatedHardware> Cars => _cars;

    public void Dispose()
    {
        foreach (var car in _cars)
        {
            car.Camera.Dispose();
            car.Board.Dispose();
        }
    }

    private SceneActor[] Others(int index)
    {
        var cars = _cars;
        var actors = new List<SceneActor>(cars.Count);
        for (var i = 0; i < cars.Count; i++)
            if (i != index) actors.Add(new SceneActor(ActorKind.Car, cars[i].Body.Pose, Colours[i % Colours.Length]));
        return [.. actors];
    }

    private static string[] StartPlaces(CityMap map) =>
        [.. map.Stations.OrderBy(s => s.Kind switch { StationKind.Parking => 0, StationKind.Destination => 1, _ => 2 }).Select(s => s.NodeId).Distinct()];
}

/// <summary>One car's simulated hardware and where it was put down.</summary>
internal sealed record SimulatedHardware(string Serial, string NodeId, Pose Place, CarBody Body, EmulatedBoard Board, CarCamera Camera, string FrameSocket);
