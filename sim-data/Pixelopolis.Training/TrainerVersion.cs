using System.Reflection;

namespace Pixelopolis.Training;

/// <summary>The version of this program, as models and cards name it.</summary>
public static class TrainerVersion
{
    /// <summary>With the commit it was built from: for cards.</summary>
    public static string Build { get; } =
        typeof(TrainerVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Without it: for model files, whose bytes must not change with every commit.</summary>
    public static string Release { get; } = Build.Split('+')[0];
}
