using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace SecretsEmu.Agent;

/// <summary>Which of how many open connections a request came on: the agent counts connections, and looks at the count of the moment in which one opened.</summary>
internal sealed class AgentConnections
{
    private int _open;

    /// <summary>Counts what runs through a listener.</summary>
    public ConnectionDelegate Counting(ConnectionDelegate next) => async connection =>
    {
        connection.Features.Set(new Place(Interlocked.Increment(ref _open)));
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    };

    /// <summary>How many connections were open when that of the request opened, itself included.</summary>
    public static int PlaceOf(HttpContext http) => http.Features.Get<Place>()!.Number;

    private sealed record Place(int Number);
}
