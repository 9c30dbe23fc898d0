using System.Reflection;

namespace Pixelopolis.Car.App;

internal static class CarVersion
{
    /// <summary>As the house is versioned, without the source's revision.</summary>
    public static string Text { get; } =
        (typeof(CarVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
