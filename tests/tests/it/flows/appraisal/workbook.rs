//! The workbook as the server sends it, opened: its sheets say what the JSON says, nothing in it is a formula, and its chart
//! is of the scores.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use kaiye_tests::on_both;
use quick_xml::{XmlVersion, events::Event};
use serde_json::Value;
use zip::ZipArchive;

use super::{
    APPRAISAL,
    exports::{Table, assert_figures, groups, number, rename, some_figures, text},
};

/// An element of XML.
#[derive(Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn read(xml: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().expect("XML") {
                Event::Start(start) => open.push(Self::begun(&start)),
                Event::Empty(start) => open.last_mut().expect("an element").children.push(Self::begun(&start)),
                Event::End(_) => {
                    let ended = open.pop().expect("an element");
                    open.last_mut().expect("its parent").children.push(ended);
                }
                Event::Text(text) => open.last_mut().expect("an element").text += &text.decode().expect("UTF-8"),
                Event::GeneralRef(named) => {
                    let said = format!("&{};", named.decode().expect("UTF-8"));
                    let said = quick_xml::escape::unescape(&said).expect("a reference").into_owned();
                    open.last_mut().expect("an element").text += &said;
                }
                Event::Eof => return open.pop().expect("the root"),
                _ => {}
            }
        }
    }

    fn begun(start: &quick_xml::events::BytesStart<'_>) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let attribute = |it: quick_xml::events::attributes::Attribute<'_>| {
            (text(it.key.as_ref()), it.normalized_value(XmlVersion::Implicit1_0).expect("a value").into_owned())
        };
        let attributes = start.attributes().map(|it| attribute(it.expect("an attribute"))).collect();
        Self { name: text(start.name().as_ref()), attributes, ..Self::default() }
    }

    /// Every element of a name, itself among them, in their order.
    fn all<'a>(&'a self, name: &'a str) -> Vec<&'a Self> {
        let own = (self.name == name).then_some(self);
        own.into_iter().chain(self.children.iter().flat_map(|it| it.all(name))).collect()
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// The text of its elements `t` or `v`.
    fn said(&self, name: &str) -> String {
        self.all(name).iter().map(|it| it.text.as_str()).collect()
    }
}

/// An opened workbook: its parts by their names.
struct Workbook(BTreeMap<String, Element>);

impl Workbook {
    fn open(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let names: Vec<String> = archive.file_names().map(|it| it.expect("a name").into_owned()).collect();
        let mut part = |name: String| {
            let mut xml = String::new();
            archive.by_name(&name).expect("a part").read_to_string(&mut xml).expect("UTF-8");
            (name, Element::read(&xml))
        };
        Self(names.into_iter().map(&mut part).collect())
    }

    fn part(&self, name: &str) -> &Element {
        self.0.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", self.0.keys()))
    }

    fn sheet_names(&self) -> Vec<&str> {
        self.part("xl/workbook.xml").all("sheet").iter().map(|it| it.attribute("name")).collect()
    }

    /// A sheet, by its name, with the addresses that it leads to.
    fn sheet(&self, name: &str) -> &Element {
        let sheets = self.part("xl/workbook.xml").all("sheet");
        let id = sheets.iter().find(|it| it.attribute("name") == name).expect("the sheet").attribute("r:id");
        let relations = self.part("xl/_rels/workbook.xml.rels").all("Relationship");
        let of = relations.iter().find(|it| it.attribute("Id") == id).expect("where it is").attribute("Target");
        self.part(&format!("xl/{of}"))
    }

    /// A sheet's cells as texts, each row as long as the longest; what is no text is a number.
    fn table(&self, name: &str) -> Table {
        let shared: Vec<String> = self.part("xl/sharedStrings.xml").all("si").iter().map(|it| it.said("t")).collect();
        let mut table: Vec<Vec<String>> = Vec::new();
        for row in self.sheet(name).all("row") {
            let at: usize = row.attribute("r").parse().expect("a number");
            table.resize(at.max(table.len()), Vec::new());
            for cell in row.all("c") {
                let (value, column) = (cell.said("v"), column(cell.attribute("r")));
                let said = match cell.attribute("t") {
                    "s" => shared[value.parse::<usize>().expect("an index")].clone(),
                    "" if value.is_empty() => String::new(),
                    "" => value.parse::<f64>().expect("a number").to_string(),
                    other => panic!("a cell of type {other}"),
                };
                let row = &mut table[at - 1];
                row.resize(row.len().max(column + 1), String::new());
                row[column] = said;
            }
        }
        let width = table.iter().map(Vec::len).max().unwrap_or(0);
        table.iter_mut().for_each(|row| row.resize(width, String::new()));
        Table(table)
    }

    /// Whether each cell below a title that says something is a number.
    fn are_numbers(&self, name: &str, word: &str) -> bool {
        let at = self.table(name).0[0].iter().position(|it| it.ends_with(&format!(" {word}"))).expect("the column");
        let rows = self.sheet(name).all("row");
        let mut cells = rows.iter().skip(1).flat_map(|row| row.all("c"));
        cells.all(|cell| column(cell.attribute("r")) != at || cell.attribute("t").is_empty())
    }
}

/// The place of a column, from `A` of `A1`.
fn column(reference: &str) -> usize {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    letters.fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1) - 1
}

/// The scores, and below them what each is made of.
fn assert_scores(table: &Table, view: &Value) {
    let of = groups(view);
    let (scores, below) = table.rows().split_at(of.len());
    for (row, group) in scores.iter().zip(&of) {
        let score = &group["score"];
        let said = [number(&score["total"]), number(&score["weight"]), number(&score["scheme_version"])];
        assert_eq!((row[0].as_str(), &row[2..5]), (text(&group["key"]), &said[..]));
    }
    assert!(below[0].iter().all(String::is_empty), "nothing stands between: {:?}", below[0]);
    let mut parts = below[2..].iter();
    for group in of {
        for part in group["score"]["parts"].as_array().into_iter().flatten() {
            let row = parts.next().expect("a row of the part");
            let said = ["weight", "full", "zero", "points"].map(|it| number(&part[it]));
            assert_eq!((row[0].as_str(), row[2].as_str()), (text(&group["key"]), text(&part["indicator"])));
            assert_eq!(row[4..8], said);
        }
    }
    assert!(parts.next().is_none());
}

/// Nothing is reckoned in any part; names and figures are values.
fn assert_no_formula(workbook: &Workbook) {
    for (name, part) in &workbook.0 {
        let is_chart = name.starts_with("xl/charts/");
        assert!(part.all("f").is_empty() && (is_chart || part.all("c:f").is_empty()), "{name}");
    }
}

/// The chart shows the names and scores of all and of each group, and nothing else.
fn assert_chart(workbook: &Workbook, view: &Value) {
    let last = groups(view).len() + 1;
    // One cell is written as itself.
    let rows = |column: &str| match last {
        2 => format!("得分!${column}$2"),
        _ => format!("得分!${column}$2:${column}${last}"),
    };
    let shown: Vec<String> =
        workbook.part("xl/charts/chart1.xml").all("c:f").iter().map(|it| it.text.replace('\'', "")).collect();
    assert_eq!(shown, [rows("B"), rows("C")]);
    assert!(!workbook.0.contains_key("xl/charts/chart2.xml"));
}

on_both! {
    async fn a_workbook_says_what_the_json_says(app: TestApp) {
        some_figures(&app).await;
        let (appraiser, base) = (app.sign_in("appraiser").await, app.state.config.server.public_url.clone());
        let definitions = appraiser.get(&format!("{APPRAISAL}/indicators?limit=100")).await.expect(200).json;
        // By items, divisions and months as by departments; and where no scheme is in force and there is no group.
        let periods = ["by=department", "by=item", "by=division", "by=month", "from=2024-01-01&to=2024-01-31"];
        for asked in periods {
            let view = appraiser.get(&format!("{APPRAISAL}?{asked}")).await.expect(200).json;
            let answer = appraiser.get(&format!("{APPRAISAL}/export?{asked}&format=xlsx")).await.expect(200);
            let workbook = Workbook::open(&answer.bytes);
            assert_eq!(workbook.sheet_names(), ["指标", "口径", "得分"]);
            assert_figures(&workbook.table("指标"), &view, &base);
            for word in ["Value", "P90", "Count", "Numerator", "Denominator", "Points", "Group score"] {
                assert!(workbook.are_numbers("指标", word), "{word}");
            }
            let defined = workbook.table("口径");
            let said: Vec<&str> = defined.rows().iter().map(|row| row[2].as_str()).collect();
            let items = definitions["items"].as_array().expect("items");
            assert_eq!(said, items.iter().map(|it| text(&it["counted"]["zh"])).collect::<Vec<_>>());
            assert_scores(&workbook.table("得分"), &view);
            assert_no_formula(&workbook);
            assert_chart(&workbook, &view);
        }
    }

    async fn the_addresses_of_a_workbook_can_be_followed(app: TestApp) {
        some_figures(&app).await;
        let (appraiser, base) = (app.sign_in("appraiser").await, app.state.config.server.public_url.clone());
        let answer = appraiser.get(&format!("{APPRAISAL}/export?format=xlsx")).await.expect(200);
        let workbook = Workbook::open(&answer.bytes);
        let table = workbook.table("指标");
        let links = workbook.sheet("指标").all("hyperlink");
        assert_eq!(links.len(), table.rows().len());
        let relations = workbook.part("xl/worksheets/_rels/sheet1.xml.rels").all("Relationship");
        for link in links {
            let relation = relations.iter().find(|it| it.attribute("Id") == link.attribute("r:id"));
            let target = relation.expect("where it leads").attribute("Target");
            let row: usize = link.attribute("ref").trim_start_matches(char::is_alphabetic).parse().expect("a row");
            assert_eq!(target, table.at(&table.0[row - 1], "Cases"));
            appraiser.get(target.strip_prefix(&base).expect("an address of the service")).await.expect(200);
        }
    }

    async fn no_name_in_a_workbook_is_a_formula(app: TestApp) {
        some_figures(&app).await;
        rename(&app);
        let appraiser = app.sign_in("appraiser").await;
        for by in ["department", "item", "division"] {
            let view = appraiser.get(&format!("{APPRAISAL}?by={by}")).await.expect(200).json;
            let answer = appraiser.get(&format!("{APPRAISAL}/export?by={by}&format=xlsx")).await.expect(200);
            let workbook = Workbook::open(&answer.bytes);
            assert_no_formula(&workbook);
            let table = workbook.table("得分");
            for (row, group) in table.rows().iter().zip(groups(&view)).filter(|(_, it)| !it["title"].is_null()) {
                assert_eq!(row[1], text(&group["title"]["zh"]));
            }
        }
    }
}
