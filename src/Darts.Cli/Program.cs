using Darts.Cli;

return await DartsCommandLine.RunAsync(args);
