/** Stands in for @supabase/storage-js: the client only shows public pictures, whose address `pictureUrl` builds. */
export class StorageClient {
  from(): never {
    throw new Error('Storage is not part of this build')
  }
}

export class StorageApiError extends Error {}
