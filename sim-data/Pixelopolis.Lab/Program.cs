using System.CommandLine;
using Pixelopolis.Lab.Commands;

var root = new RootCommand("Pixelopolis: a tabletop city of miniature self-driving cars.");
foreach (var command in Verbs.All) root.Subcommands.Add(command);
// On Ctrl-C a city lets its cars and its server end in good order first; on a busy machine that takes its time.
return await root.Parse(Verbs.PassedOn(args)).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(25) });
