using System.CommandLine;
using Pixelopolis.Training.Commands;

// Data set → training → evaluation → ONNX and model card. Started through run-torch.sh, which finds torch what it needs.
var train = new Command("train", "Trains a model.") { TrainLaneCommand.Create() };
return await new RootCommand("Trains Pixelopolis's models.") { train }.Parse(args).InvokeAsync();
