using System.Reflection;
using Pixelopolis.Station.Speech;

namespace Pixelopolis.Station.Tests.Speech;

public sealed class WordsTests
{
    public static TheoryData<string> Tags => [.. Languages.All.Select(w => w.Tag)];

    [Theory, MemberData(nameof(Tags))]
    public void Every_sentence_is_there_in_its_own_language(string tag)
    {
        var words = Languages.Find(tag)!;
        var english = Languages.Find("en")!;
        foreach (var sentence in typeof(Words).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name is not ("Direction" or "Tag")))
        {
            var text = (string)sentence.GetValue(words)!;
            Assert.False(string.IsNullOrWhiteSpace(text), sentence.Name);
            if (tag != "en") Assert.NotEqual((string)sentence.GetValue(english)!, text);
        }
    }

    [Theory, MemberData(nameof(Tags))]
    public void Names_and_numbers_come_through(string tag)
    {
        var words = Languages.Find(tag)!;
        Assert.Contains("7", words.Car("car-7"), StringComparison.Ordinal);
        Assert.Equal("Bluebird", words.Car("Bluebird"));
        Assert.Contains("PLACE", words.GoTo("PLACE"), StringComparison.Ordinal);
        Assert.Contains("PLACE", words.OnTheWayTo("PLACE"), StringComparison.Ordinal);
        Assert.Contains("PLACE", words.WaitingForCarNear("car", "PLACE"), StringComparison.Ordinal);
        Assert.Contains("12", words.CarsFree(12), StringComparison.Ordinal);
        Assert.Equal(words.Duration(TimeSpan.FromSeconds(59.4)), words.Duration(TimeSpan.FromSeconds(59)));
        Assert.DoesNotContain("0", words.Duration(TimeSpan.FromMinutes(2)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("es-MX,en", "es")]
    [InlineData("fr,de-AT,ja-JP", "ja")]
    [InlineData("AR", "ar")]
    [InlineData("fr", "en")]
    [InlineData("", "en")]
    public void The_first_language_that_is_spoken_here_is_taken(string wanted, string spoken) => Assert.Equal(spoken, Languages.Pick(wanted.Split(',')).Tag);
}
