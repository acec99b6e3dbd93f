create function private.spend_lines(lines private.priced_line[]) returns private.spend_line[]
language plpgsql immutable set search_path = '' as $$
begin
  return array(
    select (l.line_no, l.product_id, l.category_ids, l.unit_points * l.quantity)::private.spend_line
    from unnest(lines) l
    where l.offer_id is not null
    order by l.line_no
  );
end
$$;

comment on function private.spend_lines(private.priced_line[]) is 'The priced lines as points pay for them; lines that cannot be bought are left out.';
