namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>secrets-emu, bare Kestrel and moto side by side, each with the same secrets, all warm.</summary>
internal sealed class Contest : IDisposable
{
    private readonly Settings _settings;

    /// <summary>Starts the three and creates <paramref name="secrets"/> secrets in those that keep any.</summary>
    public Contest(Settings settings, int secrets)
    {
        _settings = settings;
        try
        {
            Ours = Start(ServerCommand.OnDisk(settings.Tool, settings.NewFolder()));
            Moto = settings.Moto is { } path ? Start(ServerCommand.Moto(path)) : null;
            LoadLoop.Run(Ours.Port, RequestTemplate.CreateSecret(), 1, secrets);
            if (Moto is not null)
            {
                LoadLoop.Run(Moto.Port, RequestTemplate.CreateSecret(), 1, secrets);
            }

            AnswerBytes = BytesOfAnAnswer();
            Bare = Start(ServerCommand.Bare(settings.Bare, AnswerBytes));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ServerProcess Ours { get; }

    public ServerProcess Bare { get; }

    public ServerProcess? Moto { get; }

    /// <summary>Size of our GetSecretValue answer; bare Kestrel answers with as much.</summary>
    public int AnswerBytes { get; }

    public List<Sample>[] TakeTurns(Func<ServerProcess, LoadResult> run, params ServerProcess?[] servers) =>
        Sample.TakeTurns(_settings, [.. servers.OfType<ServerProcess>().Select(server => (server, (Func<LoadResult>)(() => run(server))))]);

    public void Dispose()
    {
        Ours?.Dispose();
        Bare?.Dispose();
        Moto?.Dispose();
    }

    private ServerProcess Start(ServerCommand command) => ServerProcess.Start(command, _settings);

    private int BytesOfAnAnswer()
    {
        using var connection = new Connection(Ours.Port);
        connection.Exchange(RequestTemplate.GetSecretValue().Numbered(0));
        connection.RequireSuccess();
        return connection.Body.Length;
    }
}
