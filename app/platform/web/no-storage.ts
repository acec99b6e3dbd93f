/** Stands in for @supabase/storage-js: the client only shows public pictures, whose address `pictureUrl` builds. */
export class StorageClient {}

export class StorageApiError extends Error {}
