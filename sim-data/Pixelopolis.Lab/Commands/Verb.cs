using Pixelopolis.Car.App.Camera;

namespace Pixelopolis.Lab.Commands;

/// <summary>Runs a verb's work; what its user can mend is said in one line and ends with code 2.</summary>
internal static class Verb
{
    public static int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (LabException e)
        {
            return Say(e);
        }
    }

    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (LabException e)
        {
            return Say(e);
        }
    }

    /// <summary>For verbs that draw camera frames.</summary>
    /// <exception cref="LabException">OpenCV's native library is not there.</exception>
    public static void NeedsOpenCv()
    {
        if (OpenCvLibrary.Fault() is { } missing) throw new LabException(missing);
    }

    /// <exception cref="LabException">The file cannot be written.</exception>
    public static void Write(string file, string text) => Try(file, () => File.WriteAllText(file, text));

    /// <summary>Asks before long work whether its result can be written; what is in the file stays.</summary>
    /// <exception cref="LabException">The file cannot be written.</exception>
    public static void CanWrite(string file) => Try(file, () => File.Open(file, FileMode.OpenOrCreate, FileAccess.Write).Dispose());

    private static void Try(string file, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LabException($"{file} cannot be written: {e.Message}");
        }
    }

    private static int Say(LabException e)
    {
        Console.Error.WriteLine(Console.IsErrorRedirected ? e.Message : $"\e[31m{e.Message}\e[0m");
        return 2;
    }
}
