using System.Text;
using CsCheck;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Contracts.Tests.Vda5050;

public sealed class VdaJsonTests
{
    private const string Header = """ "headerId":7,"timestamp":"2026-03-18T09:05:07.25Z","version":"2.1.0","manufacturer":"Pixelopolis","serialNumber":"car-1" """;
    private const string Connection = "{" + Header + ""","connectionState":"ONLINE"}""";

    [Fact]
    public void A_connection_message_is_read_with_its_header()
    {
        var read = VdaJson.ReadConnection(Utf8(Connection));
        Assert.True(read.Ok);
        Assert.Equal(7u, read.Message!.HeaderId);
        Assert.Equal(new DateTimeOffset(2026, 3, 18, 9, 5, 7, 250, TimeSpan.Zero), read.Message.Timestamp);
        Assert.Equal(ConnectionState.Online, read.Message.ConnectionState);
    }

    [Fact]
    public void Unknown_fields_are_legal_everywhere() =>
        Assert.True(VdaJson.ReadConnection(Utf8(Connection.Replace("{", """{"vendor":{"a":[1,2,{"b":null}]},"""))).Ok);

    [Fact]
    public void A_null_stands_for_an_absent_optional()
    {
        var read = VdaJson.ReadVisualization(Utf8("{" + Header + ""","agvPosition":null,"velocity":{"vx":0.2,"omega":null}}"""));
        Assert.True(read.Ok);
        Assert.Null(read.Message!.AgvPosition);
        Assert.Equal(new Velocity(Vx: 0.2), read.Message.Velocity);
    }

    [Theory]
    [InlineData("2026-03-18T09:05:07Z")]
    [InlineData("2026-03-18T09:05:07.2534567Z")]
    [InlineData("2026-03-18T10:05:07+01:00")]
    public void Times_are_read_with_any_fraction_and_offset(string time) =>
        Assert.True(VdaJson.ReadConnection(Utf8(Connection.Replace("2026-03-18T09:05:07.25Z", time))).Ok);

    [Theory]
    [InlineData("", VdaFault.Malformed)]
    [InlineData("{", VdaFault.Malformed)]
    [InlineData("null", VdaFault.WrongType)]
    [InlineData("[]", VdaFault.WrongType)]
    [InlineData("{}", VdaFault.MissingRequired)]
    public void Broken_payloads_are_named(string json, VdaFault fault) => Assert.Equal(fault, VdaJson.ReadConnection(Utf8(json)).Error!.Fault);

    [Theory]
    [InlineData("\"ONLINE\"", "\"online\"", "$.connectionState", "must be one of ONLINE, OFFLINE, CONNECTIONBROKEN, is \"online\"")]
    [InlineData("\"ONLINE\"", "1", "$.connectionState", "must be one of ONLINE, OFFLINE, CONNECTIONBROKEN, is 1")]
    [InlineData(":7", ":-7", "$.headerId", "must be a whole number from 0 to 4294967295, is -7")]
    [InlineData(":7", ":\"7\"", "$.headerId", "must be a whole number from 0 to 4294967295, is \"7\"")]
    [InlineData("2026-03-18T09:05:07.25Z", "yesterday", "$.timestamp", "must be an ISO 8601 time in UTC such as 2026-03-18T09:05:07.25Z, is \"yesterday\"")]
    [InlineData("\"2.1.0\"", "null", "$.version", "must be a string, is null")]
    public void A_wrong_value_is_named_with_its_path_and_what_would_be_right(string from, string to, string path, string detail) =>
        Assert.Equal(new VdaReadError(VdaFault.WrongType, path, detail), VdaJson.ReadConnection(Utf8(Connection.Replace(from, to))).Error);

    [Fact]
    public void A_missing_field_deep_inside_is_named_by_its_path()
    {
        var json = "{" + Header + ""","orderId":"o","orderUpdateId":0,"edges":[],"nodes":[{"nodeId":"n","sequenceId":0,"released":true,"actions":[{"actionType":"startPause","blockingType":"HARD"}]}]}""";
        Assert.Equal((VdaFault.MissingRequired, "$.nodes[0].actions[0].actionId"), FaultOf(VdaJson.ReadOrder(Utf8(json)).Error));
    }

    [Fact]
    public void A_state_says_what_its_car_saw_and_where_it_may_be_and_what_is_wrong_there_is_named()
    {
        var lost = Messages.State with { Pixelopolis = new([new(Sighting.Car, 1, 2, 0.1, 0.9, 0.2)], new([new("e1", 0.7, 0.1, 0.5)], 0.3, 0, 1.5, 9)) };
        var json = Encoding.UTF8.GetString(VdaJson.Write(lost));
        Assert.Equal(lost.Pixelopolis.Search!.Candidates, VdaJson.ReadState(Utf8(json)).Message!.Pixelopolis!.Search!.Candidates);
        Assert.DoesNotContain("pixelopolis", Encoding.UTF8.GetString(VdaJson.Write(Messages.State)), StringComparison.Ordinal);
        var broken = VdaJson.ReadState(Utf8(json.Replace("\"share\":0.7,", "", StringComparison.Ordinal))).Error!;
        Assert.Equal((VdaFault.MissingRequired, "$.pixelopolis.search.candidates[0].share"), (broken.Fault, broken.Path));
    }

    [Fact]
    public void A_number_beyond_all_bounds_is_not_taken_for_infinity() =>
        Assert.Equal((VdaFault.WrongType, "$.velocity.vx"), FaultOf(VdaJson.ReadVisualization(Utf8("{" + Header + ""","velocity":{"vx":1e999}}""")).Error));

    [Fact]
    public void Too_large_payloads_are_not_even_parsed() =>
        Assert.Equal((VdaFault.TooLarge, "$"), FaultOf(VdaJson.ReadState(new byte[VdaLimits.MaxPayload + 1]).Error));

    [Fact]
    public void Too_long_arrays_and_texts_are_named()
    {
        var actions = string.Join(',', Enumerable.Repeat("{}", VdaLimits.MaxArray + 1));
        Assert.Equal((VdaFault.TooLarge, "$.actions"), FaultOf(VdaJson.ReadInstantActions(Utf8("{" + Header + ",\"actions\":[" + actions + "]}")).Error));
        var text = Connection.Replace("\"2.1.0\"", '"' + new string('2', VdaLimits.MaxText + 1) + '"');
        Assert.Equal((VdaFault.TooLarge, "$.version"), FaultOf(VdaJson.ReadConnection(Utf8(text)).Error));
    }

    [Fact]
    public void Nesting_without_end_is_malformed() =>
        Assert.Equal(VdaFault.Malformed, VdaJson.ReadConnection(Utf8(new string('[', 10_000))).Error!.Fault);

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\u00ff\ufffe")]
    public void Text_that_is_no_text_is_an_error_or_text_but_never_an_exception(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(Connection.Replace("2.1.0", text.Replace('\ufffe', '\u00fe')));
        Assert.Equal(VdaFault.Malformed, VdaJson.ReadConnection(bytes).Error!.Fault);
    }

    [Fact]
    public void Any_bytes_at_all_give_an_answer() => Gen.Byte.Array[0, 200].Sample(bytes => Assert.NotNull(VdaJson.ReadState(bytes).Error));

    [Fact]
    public void A_message_with_one_byte_changed_gives_an_answer()
    {
        var good = VdaJson.Write(Messages.State);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Sample((index, value) =>
        {
            var bytes = good.ToArray();
            bytes[index] = value;
            var read = VdaJson.ReadState(bytes);
            Assert.True(read.Ok ^ read.Error is not null);
        });
    }

    [Fact]
    public void What_is_written_reads_back_to_the_same_bytes()
    {
        Assert.Equal(VdaJson.Write(Messages.Order), VdaJson.Write(VdaJson.ReadOrder(VdaJson.Write(Messages.Order)).Message!));
        Assert.Equal(VdaJson.Write(Messages.State), VdaJson.Write(VdaJson.ReadState(VdaJson.Write(Messages.State)).Message!));
        Assert.Equal(VdaJson.Write(Messages.InitPosition), VdaJson.Write(VdaJson.ReadInstantActions(VdaJson.Write(Messages.InitPosition)).Message!));
    }

    [Fact]
    public void Action_parameters_carry_text_numbers_flags_and_other_json()
    {
        var json = "{" + Header + ""","actions":[{"actionType":"a","actionId":"1","blockingType":"NONE","actionParameters":[{"key":"t","value":"x"},{"key":"n","value":1.5},{"key":"f","value":true},{"key":"o","value":{"a":[1]}},{"key":"z","value":null}]}]}""";
        var action = VdaJson.ReadInstantActions(Utf8(json)).Message!.Actions[0];
        Assert.Equal("x", action.Parameter("t")!.Text);
        Assert.Equal(1.5, action.Parameter("n")!.Number);
        Assert.True(action.Parameter("f")!.Flag);
        Assert.Equal("""{"a":[1]}""", action.Parameter("o")!.OtherJson);
        Assert.Equal("null", action.Parameter("z")!.OtherJson);
        Assert.Null(action.Parameter("absent"));
    }

    private static (VdaFault Fault, string Path) FaultOf(VdaReadError? error) => (error!.Fault, error.Path);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
