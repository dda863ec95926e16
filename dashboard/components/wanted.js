// Keeps which view was asked for while a person logs in, for the provider sends them back to the first page.

const PLACE = "waybill-wanted";

export default function (component) {
  const { keep } = component.data;
  const here = location.pathname + location.search;
  if (keep) {
    if (!location.search.includes("error")) sessionStorage.setItem(PLACE, here);
    return;
  }
  const wanted = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (wanted !== null && wanted !== here) location.replace(location.origin + wanted); // the origin first: no other host
}
