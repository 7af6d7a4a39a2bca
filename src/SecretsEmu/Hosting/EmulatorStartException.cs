namespace SecretsEmu.Hosting;

/// <summary>Why an emulator did not start.</summary>
public enum StartFailure
{
    /// <summary>An option has a value that cannot be used.</summary>
    Settings,

    /// <summary>Another process listens on the port.</summary>
    PortInUse,

    /// <summary>Another emulator uses the data folder.</summary>
    DataFolderLocked,

    /// <summary>The data was written by a newer version.</summary>
    DataFolderNewer,

    /// <summary>The data is damaged or is not ours.</summary>
    DataFolderDamaged,

    /// <summary>The root key is missing, malformed or not the one that the data was made with.</summary>
    RootKey,

    /// <summary>A seed file cannot be read or applied; nothing of it was.</summary>
    Seed,

    /// <summary>The principals file cannot be read or applied; nothing of it was.</summary>
    Principals,

    /// <summary>The rotation functions cannot be read, or one of them cannot be used though all must be.</summary>
    Handlers,

    /// <summary>Another process listens on the agent's port.</summary>
    AgentPortInUse,
}

/// <summary>The emulator did not start. The message is for the person who started it: what is wrong and what to do.</summary>
public sealed class EmulatorStartException : Exception
{
    internal EmulatorStartException(StartFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>The kind of failure; the tool turns it into its exit code.</summary>
    public StartFailure Failure { get; }
}
