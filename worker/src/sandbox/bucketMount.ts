import type { Settings } from '../settings.ts'
import type { BucketMount } from './SandboxStub.ts'

type MountSettings = Pick<
  Settings,
  'MOUNT_STORAGE' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'CF_ACCOUNT_ID' | 'R2_BUCKET_NAME'
>

/**
 * How the bucket is mounted: by the binding, with no credential at all; or with the owner's S3 credentials where all of them are
 * set, which stay in the Sandbox object: it signs the container's requests on their way out. Null where the owner wants no mount.
 */
export function bucketMount(settings: MountSettings): BucketMount | null {
  if (!settings.MOUNT_STORAGE) return null
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, CF_ACCOUNT_ID, R2_BUCKET_NAME } = settings
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY || !CF_ACCOUNT_ID || !R2_BUCKET_NAME) {
    return { bucket: 'STORAGE', options: { readOnly: true } }
  }
  return {
    bucket: R2_BUCKET_NAME,
    options: {
      readOnly: true,
      endpoint: `https://${CF_ACCOUNT_ID}.r2.cloudflarestorage.com`,
      provider: 'r2',
      credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
      credentialProxy: true,
    },
  }
}
