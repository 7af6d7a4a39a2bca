// A rotation of a bare password, written for AWS: nothing in it knows where it runs.
import {
  DescribeSecretCommand, GetRandomPasswordCommand, GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient, UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';

const secrets = new SecretsManagerClient({});

export const handler = async ({ Step, SecretId, ClientRequestToken }) => {
  if (Step === 'createSecret') {
    const { RandomPassword } = await secrets.send(new GetRandomPasswordCommand({}));
    await secrets.send(new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString: RandomPassword, VersionStages: ['AWSPENDING'] }));
  }

  if (Step === 'testSecret') {
    await secrets.send(new GetSecretValueCommand({ SecretId, VersionId: ClientRequestToken, VersionStage: 'AWSPENDING' }));
  }

  if (Step === 'finishSecret') {
    const { VersionIdsToStages } = await secrets.send(new DescribeSecretCommand({ SecretId }));
    const [current] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSCURRENT'));
    await secrets.send(new UpdateSecretVersionStageCommand({
      SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: ClientRequestToken, RemoveFromVersionId: current,
    }));
  }
};
