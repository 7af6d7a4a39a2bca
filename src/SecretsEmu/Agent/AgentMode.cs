namespace SecretsEmu.Agent;

/// <summary>Which of AWS's local caches the agent stands for.</summary>
public enum AgentMode
{
    /// <summary>The AWS Secrets Manager Agent 2.x.</summary>
    Agent,

    /// <summary>The AWS Parameters and Secrets Lambda Extension.</summary>
    Extension,
}
