using System.CommandLine;
using Pixelopolis.Lab.Commands.Dataset;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>dataset</c>: makes labelled pictures for the detector, and shows what a data set holds.</summary>
internal static class DatasetCommand
{
    public static Command Create() => new("dataset", "Makes data sets and looks at them.") { MakeDetectorData.Create(), ShowDataset.Create() };
}
