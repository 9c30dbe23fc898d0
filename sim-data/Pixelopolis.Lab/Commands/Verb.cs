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
        catch (Exception e) when (IsForUsers(e))
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
        catch (Exception e) when (IsForUsers(e))
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

    /// <summary>Asks before long work whether its results have somewhere to go; makes the folder where it is not there.</summary>
    /// <exception cref="LabException">The folder cannot be made or written to.</exception>
    public static void CanWriteInto(string folder)
    {
        var trial = Path.Combine(folder, $".{Guid.NewGuid():N}");
        Try(folder, () =>
        {
            Directory.CreateDirectory(folder);
            File.Create(trial, 1, FileOptions.DeleteOnClose).Dispose();
        });
    }

    /// <exception cref="LabException">The number is out of its range.</exception>
    public static void Within(string option, double value, double low, double high)
    {
        if (!(value >= low && value <= high)) throw new LabException(FormattableString.Invariant($"{option} is {value}: from {low} to {high}"));
    }

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

    /// <summary>A full disk or a forbidden folder is mended by who started the program, wherever it shows.</summary>
    private static bool IsForUsers(Exception e) => e is LabException or IOException or UnauthorizedAccessException;

    private static int Say(Exception e)
    {
        Console.Error.WriteLine(Console.IsErrorRedirected ? e.Message : $"\e[31m{e.Message}\e[0m");
        return 2;
    }
}
