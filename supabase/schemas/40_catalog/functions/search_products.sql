create function public.search_products(query text default null, category uuid default null, sort text default null, cursor text default null)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  c_page_size constant integer := 20;
  v_buyer record;
  v_sort constant text := coalesce(sort, 'recommended');
  v_text constant text := private.fold_text(left(query, 60));
  v_terms constant text[] := string_to_array(nullif(v_text, ''), ' ');
  v_fingerprint constant text := left(md5(jsonb_build_array(v_sort, category, v_text)::text), 8);
  v_after record;
  v_items jsonb[];
  v_last jsonb;
begin
  v_buyer := private.require_buyer();
  if v_sort not in ('recommended', 'newest', 'price_asc', 'price_desc', 'popular') then
    perform private.fail('invalid_request', 400, '{"field": "sort", "problem": "unknown"}');
  end if;
  v_after := private.read_search_cursor(cursor, v_fingerprint);
  -- Something was typed, but neither a letter nor a digit: nothing bears such a name.
  if v_text = '' and btrim(query, E' \t\r\n\u3000') <> '' then
    return '{"items": [], "next_cursor": null}';
  end if;

  with page as (
    select m.* from private.search_matches(v_buyer.tenant_id, v_buyer.audience_ids, coalesce(v_terms, '{}'), category, v_sort) m
    where v_after.sort_key is null or (m.sort_key, m.product_id) > (v_after.sort_key, v_after.product_id)
    order by m.sort_key, m.product_id
    limit c_page_size + 1
  )
  select array_agg(
    jsonb_build_object(
      'product_id', p.id, 'category_id', p.category_id, 'name', p.name, 'subtitle', p.subtitle, 'translations', private.pick_translations(p.translations, '{name,subtitle}'),
      'image_path', private.cover_path(p.id), 'price_from', m.price_from, 'price_to', m.price_to,
      'list_price_minor', s.list_price_minor, 'currency', s.currency,
      'available', least(99, (select sum(private.available_units(sku_id)) from unnest(m.sku_ids) as sku_id)),
      'cursor', v_fingerprint || '.' || m.sort_key || '.' || p.id
    ) order by m.sort_key, m.product_id
  )
  into v_items
  from page m
  join public.products p on p.id = m.product_id
  join public.skus s on s.id = m.sku_ids[1];

  v_last := case when cardinality(v_items) > c_page_size then v_items[c_page_size] -> 'cursor' end;
  return jsonb_build_object(
    'items', coalesce((select jsonb_agg(item - 'cursor' order by place) from unnest(v_items[:c_page_size]) with ordinality as items (item, place)), '[]'),
    'next_cursor', v_last
  );
end
$$;

comment on function public.search_products(text, uuid, text, text) is
  'The products the caller may buy that match: query (words, Chinese or not; null or blank for all; cut at 60 characters), category (with those below it), sort (recommended, newest, price_asc, price_desc, popular), cursor (next_cursor of the page before). Gives {items, next_cursor} in pages of 20; prices in points, available capped at 99. Members and guests. Errors: invalid_request, and those of private.require_buyer.';

grant execute on function public.search_products(text, uuid, text, text) to authenticated;
