using Pixelopolis.Lab.City;

namespace Pixelopolis.Lab.Tests;

public sealed class ChildLogTests
{
    [Fact]
    public void What_a_program_prints_is_kept_for_its_owners_eyes_only_even_where_an_older_log_was_open()
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = Directory.CreateTempSubdirectory("pixelopolis-log-").FullName;
        var path = Path.Combine(folder, "server.log");
        File.WriteAllText(path, "older");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        using (var log = ChildProgram.OpenLog(path)) log.WriteLine("newer");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal("newer", File.ReadAllText(path).Trim());
        Directory.Delete(folder, recursive: true);
    }
}
