using LiteDB;
using LiteDB.Engine;
using SecretsEmu.Kms;

namespace SecretsEmu.Storage;

/// <summary>The one document that says what the file is: its format and the fingerprint of the root key that opens its keys.</summary>
internal static class FormatVersion
{
    /// <summary>What is written. Format 1 had no keys but those of services, and so no policies, states or grants; format 2 no replicas, which its readers would take for secrets that can be written.</summary>
    public const int Current = 3;
    private const string Collection = "emulator";
    private const string Id = "format";

    /// <summary>The document of a new file.</summary>
    public static BsonDocument Of(RootKey rootKey) => new() { ["_id"] = Id, ["version"] = Current, ["rootKey"] = rootKey.Fingerprint };

    /// <summary>Marks a new file, or one of an older format, in the transaction of its first commit.</summary>
    public static void Write(ILiteEngine engine, BsonDocument format) => engine.Put(Collection, format);

    /// <summary>The format of the file. Null for one that holds nothing: a kill can fall between its making and its first commit.</summary>
    /// <exception cref="DataFolderException">Another program's file, a newer format, or another root key.</exception>
    public static int? Read(ILiteEngine engine, RootKey rootKey, string? file)
    {
        if (engine.All(Collection).FirstOrDefault(document => document["_id"] == Id) is not { } format)
        {
            return !engine.All("$cols").Any(collection => collection["type"] == "user")
                ? null
                : throw new DataFolderException(
                    DataFolderProblem.Damaged,
                    $"The database {file} was not made by secrets-emu, or its first document is lost. Choose another --data folder, or restore the file.");
        }

        if (format["version"].AsInt32 > Current)
        {
            throw new DataFolderException(
                DataFolderProblem.NewerFormat,
                $"The database {file} has format {format["version"].AsInt32} and this secrets-emu reads up to {Current}. Update the tool: dotnet tool update --global secrets-emu.");
        }

        if (format["rootKey"].AsString != rootKey.Fingerprint)
        {
            throw new DataFolderException(
                DataFolderProblem.RootKey,
                $"The root key is not the one that the database {file} was made with. Restore root.key beside it, or set SECRETS_EMU_ROOT_KEY to the right key.");
        }

        return format["version"].AsInt32;
    }
}
