using SecretsEmu.Tool;

return await CommandLine.Run(args, TimeProvider.System);
