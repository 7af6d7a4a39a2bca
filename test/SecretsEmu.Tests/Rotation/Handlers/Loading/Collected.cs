using SecretsEmu.Rotation.Handlers.Loading;

namespace SecretsEmu.Tests.Rotation.Handlers.Loading;

/// <summary>Waiting for what was unloaded to be gone, as far as it ever will be.</summary>
internal static class Collected
{
    private const int MostCollections = 100;

    public static async Task UntilNoneOf(RetiredContexts retired)
    {
        for (var collection = 0; collection < MostCollections && retired.Alive > 0; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            // What the frame of a continuation refers to is held as long as that runs.
            await Task.Yield();
        }
    }
}
