/** Says that functions run. Needs no token; takes nothing, gives `{ "status": "ok" }`. */
Deno.serve(() => Response.json({ status: 'ok' }))
