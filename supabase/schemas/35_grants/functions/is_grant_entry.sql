create function private.is_grant_entry(item jsonb) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  if jsonb_typeof(item) <> 'object' or length(item ->> 'note') > 200 or not private.is_one_line(item ->> 'note') then
    return false;
  end if;
  return (
    select 1 = count(*) filter (where e.key not in ('amount', 'note')) and bool_and(
      case e.key
        when 'amount' then true
        when 'note' then jsonb_typeof(e.value) in ('string', 'null')
        when 'everyone' then e.value = 'true'
        when 'member_id' then jsonb_typeof(e.value) = 'string'
        when 'employee_no' then jsonb_typeof(e.value) = 'string'
        when 'department_id' then jsonb_typeof(e.value) = 'string'
        when 'group_id' then jsonb_typeof(e.value) = 'string'
        else false
      end
    )
    from jsonb_each(item) e
  );
end
$$;

comment on function private.is_grant_entry(jsonb) is
  'Whether an entry of a grant request can be read: exactly one of member_id, employee_no, department_id, group_id (texts) and everyone (true), with amount and note. Says nothing about the amount, nor whether those it names exist.';
