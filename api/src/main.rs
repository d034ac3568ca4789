//! The program `kaiye`.

fn main() -> std::process::ExitCode {
    kaiye_api::cli::run()
}
