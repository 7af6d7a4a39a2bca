namespace PluginLibrary;

/// <summary>What a plugin takes from a library that lies beside it.</summary>
public static class Greeting
{
    public static string Text => "hello";
}
