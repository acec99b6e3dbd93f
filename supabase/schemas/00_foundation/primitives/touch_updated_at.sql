create function private.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := private.clock();
  return new;
end
$$;

comment on function private.touch_updated_at() is 'Trigger: keeps updated_at at the time of the last change.';
