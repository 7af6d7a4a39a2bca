using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>What a child process of the tool is told of the function that it is to run, as JSON in an environment variable.</summary>
/// <remarks>Not on the command line, which every user of the machine can read.</remarks>
internal static class IsolatedFunction
{
    /// <summary>Outside the names of the tool's own settings, which refuse what they do not know.</summary>
    public const string Variable = "_SECRETS_EMU_FUNCTION";

    /// <summary>The hidden command of the tool that reads it.</summary>
    public const string Command = "host-handler";

    public static string ToJson(HandlerSettings settings)
    {
        var json = new JsonObject
        {
            [nameof(settings.Name)] = settings.Name,
            [nameof(settings.Timeout)] = settings.Timeout.ToString("c", CultureInfo.InvariantCulture),
            [nameof(settings.Environment)] = ToJson(settings.Environment),
        };
        switch (settings)
        {
            case PluginSettings plugin:
                json[nameof(plugin.Assembly)] = plugin.Assembly;
                json[nameof(plugin.Class)] = plugin.Class;
                json[nameof(plugin.Settings)] = ToJson(plugin.Settings);
                break;
            case DotNetSettings function:
                json[nameof(function.Folder)] = function.Folder;
                json[nameof(function.Handler)] = function.Handler;
                break;
            default:
                throw new ArgumentException($"{settings.Description} needs no process of the tool's.", nameof(settings));
        }

        return json.ToJsonString();
    }

    public static HandlerSettings Parse(string text)
    {
        var json = JsonNode.Parse(text)!.AsObject();
        HandlerSettings settings = json[nameof(PluginSettings.Assembly)] is { } assembly
            ? new PluginSettings
            {
                Name = "", Assembly = (string)assembly!, Class = (string?)json[nameof(PluginSettings.Class)], Settings = TextsOf(json[nameof(PluginSettings.Settings)]!),
            }
            : new DotNetSettings { Name = "", Folder = (string)json[nameof(DotNetSettings.Folder)]!, Handler = (string)json[nameof(DotNetSettings.Handler)]! };
        return settings with
        {
            Name = (string)json[nameof(settings.Name)]!,
            Timeout = TimeSpan.ParseExact((string)json[nameof(settings.Timeout)]!, "c", CultureInfo.InvariantCulture),
            Environment = TextsOf(json[nameof(settings.Environment)]!),
        };
    }

    private static JsonObject ToJson(ImmutableSortedDictionary<string, string> texts) =>
        new(texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));

    private static ImmutableSortedDictionary<string, string> TextsOf(JsonNode json) =>
        json.AsObject().ToImmutableSortedDictionary(text => text.Key, text => (string)text.Value!, StringComparer.Ordinal);
}
