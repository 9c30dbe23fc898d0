using System.CommandLine;
using Pixelopolis.Lab.Commands;

var root = new RootCommand("Pixelopolis: a tabletop city of miniature self-driving cars.");
foreach (var command in Verbs.All) root.Subcommands.Add(command);
return await root.Parse(args).InvokeAsync();
