using System.CommandLine;
using Pixelopolis.Training.Commands;

// Data set → training → evaluation → ONNX and model card. Started through run-torch.sh, which finds torch what it needs.
var train = new Command("train", "Trains a model.") { TrainLaneCommand.Create(), TrainDetectorCommand.Create() };

// Ctrl-C or SIGTERM end a run after its checkpoint, which waits for the batch under way.
var patience = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) };
return await new RootCommand("Trains Pixelopolis's models.") { train }.Parse(args).InvokeAsync(patience);
