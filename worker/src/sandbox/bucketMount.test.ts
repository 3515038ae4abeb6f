import { expect, it } from 'vitest'
import { bucketMount } from './bucketMount.ts'

const S3 = {
  MOUNT_STORAGE: true,
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  CF_ACCOUNT_ID: 'account',
  R2_BUCKET_NAME: 'bucket',
}

it('mounts by the binding, without a credential, unless all S3 settings are there', () => {
  const byBinding = { bucket: 'STORAGE', options: { readOnly: true } }
  const none = {
    MOUNT_STORAGE: true,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    CF_ACCOUNT_ID: undefined,
  }
  expect(bucketMount({ ...none, R2_BUCKET_NAME: undefined })).toEqual(byBinding)
  for (const missing of Object.keys(S3).slice(1))
    expect(bucketMount({ ...S3, [missing]: undefined })).toEqual(byBinding)
})

it('keeps S3 credentials out of the container', () => {
  expect(bucketMount(S3)).toEqual({
    bucket: 'bucket',
    options: {
      readOnly: true,
      endpoint: 'https://account.r2.cloudflarestorage.com',
      provider: 'r2',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      credentialProxy: true,
    },
  })
})

it('mounts nothing where the owner wants no mount', () => {
  expect(bucketMount({ ...S3, MOUNT_STORAGE: false })).toBeNull()
})
