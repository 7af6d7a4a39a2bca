using System.Diagnostics;
using System.Net.Sockets;

namespace SecretsEmu.Bench.Load;

/// <summary>Keeps a number of connections busy, each with one request at a time, and measures every answer.</summary>
/// <remarks>
/// One thread serves all connections: threads that wake up for each answer would take the cores from the server under
/// test. An answer other than 200 ends the run with an exception, since a bench of error answers measures nothing.
/// </remarks>
internal static class LoadLoop
{
    private static readonly TimeSpan s_longestRun = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(30);

    /// <summary>Sends the requests of the numbers 0, 1, 2…, or what <paramref name="number"/> makes of them.</summary>
    public static LoadResult Run(int port, IRequests requests, int connections, TimeSpan duration, Func<long, long>? number = null) =>
        Run(port, requests, connections, duration, long.MaxValue, number);

    /// <summary>Sends a fixed number of requests, however long that takes (at most 15 minutes).</summary>
    public static LoadResult Run(int port, IRequests requests, int connections, long count, Func<long, long>? number = null) =>
        Run(port, requests, connections, s_longestRun, count, number);

    private static LoadResult Run(
        int port, IRequests requests, int connectionCount, TimeSpan duration, long maximum, Func<long, long>? number)
    {
        var connections = Enumerable.Range(0, connectionCount).Select(_ => new Connection(port)).ToArray();
        try
        {
            return new SingleRun(connections, requests, duration, maximum, number).ToEnd();
        }
        finally
        {
            Array.ForEach(connections, connection => connection.Dispose());
        }
    }

    private sealed class SingleRun(Connection[] connections, IRequests requests, TimeSpan duration, long maximum, Func<long, long>? number)
    {
        private readonly List<TimeSpan> _latencies = new(1 << 16);
        private readonly List<Socket> _ready = [];
        private readonly bool[] _waiting = new bool[connections.Length];
        private readonly long _start = Stopwatch.GetTimestamp();
        private long _sent;
        private int _underWay;

        public LoadResult ToEnd()
        {
            for (var i = 0; i < connections.Length; i++)
            {
                SendNext(i);
            }

            while (_underWay > 0)
            {
                Receive();
            }

            var elapsed = Stopwatch.GetElapsedTime(_start);
            var latencies = _latencies.ToArray();
            Array.Sort(latencies);
            return new LoadResult(elapsed, latencies);
        }

        private void SendNext(int i)
        {
            _waiting[i] = _sent < maximum && Stopwatch.GetElapsedTime(_start) < duration;
            if (_waiting[i])
            {
                var next = number is null ? _sent : number(_sent);
                connections[i].Send(requests.Numbered(next));
                _sent++;
                _underWay++;
            }
        }

        private void Receive()
        {
            if (connections.Length == 1)
            {
                Receive(0); // Without the poll: alone, a blocking read is the cheaper wait.
                return;
            }

            _ready.Clear();
            for (var i = 0; i < connections.Length; i++)
            {
                if (_waiting[i])
                {
                    _ready.Add(connections[i].Socket);
                }
            }

            Socket.Select(_ready, null, null, s_longestSilence);
            if (_ready.Count == 0)
            {
                throw new TimeoutException($"No answer on {_underWay} connections for {s_longestSilence.TotalSeconds} s.");
            }

            // Select keeps the order, so one walk finds the owner of each socket.
            var ready = 0;
            for (var i = 0; i < connections.Length && ready < _ready.Count; i++)
            {
                if (ReferenceEquals(connections[i].Socket, _ready[ready]))
                {
                    ready++;
                    Receive(i);
                }
            }
        }

        private void Receive(int i)
        {
            var connection = connections[i];
            if (connection.Receive())
            {
                connection.RequireSuccess();
                _latencies.Add(Stopwatch.GetElapsedTime(connection.SentAt));
                _underWay--;
                SendNext(i);
            }
        }
    }
}
