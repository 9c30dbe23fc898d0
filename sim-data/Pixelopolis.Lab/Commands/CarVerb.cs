using System.CommandLine;
using Pixelopolis.Car.App;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>car</c>: one car alone, on its phone or single-board computer; the same program as Pixelopolis.Car.App.</summary>
internal static class CarVerb
{
    public static Command Create() => CarCommand.Build(new Command("car"));
}
