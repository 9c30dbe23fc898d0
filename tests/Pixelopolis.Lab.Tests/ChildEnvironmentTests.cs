using Pixelopolis.Lab.City;

namespace Pixelopolis.Lab.Tests;

public sealed class ChildEnvironmentTests
{
    [Fact]
    public void Of_the_citys_own_variables_a_program_inherits_what_it_is_to_have_and_no_other()
    {
        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = "/usr/bin", ["PIXELOPOLIS_ROOT"] = "/city", ["PIXELOPOLIS_STORE"] = "mongodb://root:secret@host", ["PIXELOPOLIS_MONGO"] = "mongodb://host", ["PIXELOPOLIS_OPERATOR_TOKEN"] = "secret",
        };
        ChildProgram.Strip(environment, ["PIXELOPOLIS_ROOT"]);
        Assert.Equal(["PATH", "PIXELOPOLIS_ROOT"], environment.Keys.Order(StringComparer.Ordinal));
    }
}
