import type { z } from 'zod'
import { Refusal } from './respond.ts'

const MAX_BYTES = 4096

/**
 * The body of a request as the schema wants it. Refuses what is not JSON by its header (`unsupported_media_type`), is larger than
 * 4 KB (`payload_too_large`), cannot be parsed or does not fit (`invalid_request`, naming the field and never its value).
 */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new Refusal('unsupported_media_type')
  const parsed = schema.safeParse(parseJson(await readLimited(request)))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new Refusal('invalid_request', { field: issue?.path.join('.') || null, problem: issue?.code ?? 'invalid' })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid_request', { field: null, problem: 'malformed_json' })
  }
}

/** Reads no more than the limit, whatever the header claims. */
async function readLimited(request: Request): Promise<string> {
  if (!request.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > MAX_BYTES) throw new Refusal('payload_too_large', { max_bytes: MAX_BYTES })
    chunks.push(chunk)
  }
  return new TextDecoder().decode(await new Blob(chunks as BlobPart[]).arrayBuffer())
}
