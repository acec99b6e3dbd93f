import { createReadStream, realpathSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import { Hono } from 'hono'

const types: Record<string, string> = {
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.gif': 'image/gif',
}

/** Public reading of the bucket `media` from a folder, at the address hosted Supabase uses: /storage/v1/object/public/media/<path>. */
export function publicMedia(folder: string): Hono {
  const routes = new Hono()
  routes.get('/*', (c) => {
    const file = findFile(folder, new URL(c.req.url).pathname)
    if (!file) return c.json({ statusCode: '404', error: 'not_found', message: 'Object not found' }, 400)
    const etag = `"${file.size.toString(16)}-${file.mtimeMs.toString(16)}"`
    const headers = {
      'cache-control': 'public, max-age=3600',
      'last-modified': new Date(file.mtimeMs).toUTCString(),
      etag,
      // An SVG opened by its address must not run scripts with our origin.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
    }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
    const described = { ...headers, 'content-type': file.type, 'content-length': String(file.size) }
    if (c.req.method === 'HEAD') return c.body(null, 200, described)
    return c.body(Readable.toWeb(createReadStream(file.path)) as ReadableStream, 200, described)
  })
  return routes
}

interface FoundFile {
  path: string
  size: number
  mtimeMs: number
  type: string
}

/** Resolves links and dots first, and gives only what then still lies inside the folder. */
function findFile(folder: string, pathname: string): FoundFile | undefined {
  const marker = '/object/public/media/'
  try {
    const wanted = decodeURIComponent(pathname.slice(pathname.indexOf(marker) + marker.length))
    const root = realpathSync(folder)
    const path = realpathSync(join(root, wanted))
    const type = types[extname(path).toLowerCase()]
    const stat = statSync(path)
    if (!path.startsWith(root + sep) || !stat.isFile() || !type) return undefined
    return { path, size: stat.size, mtimeMs: Math.floor(stat.mtimeMs), type }
  } catch {
    return undefined
  }
}
