using Pixelopolis.Training.Lane;

namespace Pixelopolis.Training.Tests.Lane;

public sealed class LaneRoundsTests
{
    [Fact]
    public void The_trainings_still_to_come_share_what_is_left_of_the_runs_time()
    {
        Assert.Equal(60, LaneRounds.MinutesFor(round: 0, rounds: 1, minutes: 120, TimeSpan.Zero));
        Assert.Equal(55, LaneRounds.MinutesFor(round: 0, rounds: 1, minutes: 120, TimeSpan.FromMinutes(10)));
        Assert.Equal(40, LaneRounds.MinutesFor(round: 1, rounds: 1, minutes: 120, TimeSpan.FromMinutes(80)));
        Assert.Equal(1, LaneRounds.MinutesFor(round: 1, rounds: 1, minutes: 120, TimeSpan.FromMinutes(200)));
    }
}
