/** Where the API is and the key every client may know; fixed when the client is built. */
export const configuration = {
  supabaseUrl: import.meta.env.VITE_SUPABASE_URL ?? 'http://127.0.0.1:54321',
  publishableKey: import.meta.env.VITE_SUPABASE_PUBLISHABLE_KEY ?? 'sb_publishable_missing',
}

/** The public address of a picture stored under `path` in the `media` bucket; an absolute address stays as it is. */
export function pictureUrl(path: string): string {
  return /^(https?:|data:)/.test(path) ? path : `${configuration.supabaseUrl}/storage/v1/object/public/media/${path}`
}
