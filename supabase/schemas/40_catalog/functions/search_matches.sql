create function private.search_matches(tenant_id uuid, audience_ids uuid[], terms text[], category uuid, sort text)
returns table (product_id uuid, sort_key bigint, sku_ids uuid[], price_from bigint, price_to bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_tenant_id constant uuid := search_matches.tenant_id;
  v_phrase constant text := array_to_string(terms, ' ');
  v_patterns constant text[] := array(select '%' || term || '%' from unnest(terms) as term);
  -- A term of one character is looked up as it is, a longer one by its pairs: the index narrows down, the patterns decide.
  v_grams constant text[] := array(
    select distinct substr(term, place, 2) from unnest(terms) as term, generate_series(1, greatest(length(term) - 1, 1)) as place
  );
  v_categories constant uuid[] := array(select c.id from public.categories c where c.path @> array[category]);
begin
  return query
  select
    p.id,
    case sort
      when 'newest' then -(extract(epoch from p.created_at) * 1000000)::bigint
      when 'price_asc' then min(o.price_points)
      when 'price_desc' then -min(o.price_points)
      when 'popular' then -coalesce((select u.units from public.product_popularity u where u.tenant_id = v_tenant_id and u.product_id = p.id), 0)
      else -10000000000 * case
        when cardinality(terms) = 0 then 0
        when starts_with(p.search_name, v_phrase) then 4
        when position(v_phrase in p.search_name) > 0 then 3
        when p.search_name like all (v_patterns) then 2
        else 1
      end - p.featured
    end,
    array_agg(o.sku_id order by o.price_points, o.sku_id),
    min(o.price_points),
    max(o.price_points)
  from private.effective_offers(v_tenant_id, audience_ids) o
  join public.products p on p.id = o.product_id
  where p.search_grams @> v_grams and p.search_text like all (v_patterns)
    and (category is null or p.category_id = any (v_categories))
  group by p.id;
end
$$;

comment on function private.search_matches(uuid, uuid[], text[], uuid, text) is
  'What search_products finds for a buyer, unordered: the product, the key by which the sort orders it (ascending), its SKUs from the cheapest, and the span of their prices in points. terms are folded (private.fold_text), so they hold no LIKE metacharacters.';
